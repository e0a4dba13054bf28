package dev.healthdata.benchmark;

import dev.healthdata.benchmark.measure.Report;
import dev.healthdata.benchmark.stream.Contender;
import dev.healthdata.benchmark.stream.ValidatorBenchmark;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Of the part {@code validator}. */
final class ValidatorOptions {
    @Option(
            names = "--contender",
            paramLabel = "NAME",
            defaultValue = "PASS_THROUGH,MOVE_AND_STORE,VALIDATOR,PASS_THROUGH_AT_LEAST_ONCE,VALIDATOR_AT_LEAST_ONCE",
            split = ",",
            description = "validator: which run, the reference first (default: ${DEFAULT-VALUE})")
    private List<Contender> contenders;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "validator: of each topic that it reads (default: ${DEFAULT-VALUE}); 'up' makes 1 on one machine")
    private int partitions;

    void refuse(List<String> problems) {
        if (partitions < 1) {
            problems.add("--partitions must be at least 1");
        }
    }

    Report measure(Work work) throws IOException, InterruptedException {
        return benchmark(work).run(work.scale(), work.runs()).report();
    }

    Map<String, Double> counts(Work work) throws IOException, InterruptedException {
        return benchmark(work).countsPerThousandRows(work.scale());
    }

    private ValidatorBenchmark benchmark(Work work) {
        return new ValidatorBenchmark(
                work.home(), work.directory(), work.say(), work.profile(), partitions, contenders);
    }
}
