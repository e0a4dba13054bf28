package dev.healthdata.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.healthdata.benchmark.ingest.ProducerBenchmark;
import dev.healthdata.benchmark.measure.Standing;
import dev.healthdata.benchmark.stream.Contender;
import dev.healthdata.benchmark.stream.ValidatorBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./healthcare bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the producer beside Kafka's own kafka-producer-perf-test and beside parsing alone, and the validator"
                    + " beside a topology that only passes rows through; in turn and several times.",
            "",
            "It starts a broker of its own and needs about 2 GiB of memory and, at the default scale, of disk."
        },
        footer = {
            "",
            "Examples:",
            "  ./healthcare bench                a million rows, three runs of each",
            "  ./healthcare bench --scale 1      91,000 rows, to try it",
            "  ./healthcare bench --only producer",
            "",
            "Exit codes: 0 measured, 1 something failed, 2 options wrong."
        })
final class BenchCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final int ROWS = 91_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "11",
            description = "times 91,000 rows (default: ${DEFAULT-VALUE})")
    private double scale;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "of each contender (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--out", paramLabel = "DIR", description = "where to work; kept (default: a temporary one)")
    private Path out;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--only", paramLabel = "PART", description = "producer or validator (default: both)")
    private Part only;

    @Option(
            names = "--contender",
            paramLabel = "NAME",
            defaultValue = "PASS_THROUGH,MOVE_AND_STORE,VALIDATOR,PASS_THROUGH_AT_LEAST_ONCE,VALIDATOR_AT_LEAST_ONCE",
            split = ",",
            description = "which run for the validator, the reference first (default: ${DEFAULT-VALUE})")
    private List<Contender> contenders;

    @Option(names = "--profile", description = "let the validator record itself (JFR), into --out")
    private boolean profile;

    @Override
    public Integer call() throws Exception {
        if (runs < 1 || !(scale > 0)) {
            throw new ParameterException(
                    spec.commandLine(), (runs < 1 ? "--runs must be at least 1" : "--scale must be above 0"));
        }
        Path work = Files.createDirectories(out == null ? Files.createTempDirectory("bench") : out);
        Path home = Path.of(System.getProperty("healthcare.home", "")).toAbsolutePath();
        Map<String, List<Standing>> results = new LinkedHashMap<>();
        if (only != Part.VALIDATOR) {
            results.put("producer", producer(home, work.toAbsolutePath()));
        }
        if (only != Part.PRODUCER) {
            results.put("validator", validator(home, work.toAbsolutePath()));
        }
        if (json) {
            System.out.println(JSON.writeValueAsString(results));
        } else {
            results.values().stream().map(Table::of).flatMap(List::stream).forEach(System.out::println);
        }
        return 0;
    }

    private enum Part {
        PRODUCER,
        VALIDATOR
    }

    private List<Standing> producer(Path home, Path work) throws IOException, InterruptedException {
        long rows = Math.round(ROWS * scale);
        return new ProducerBenchmark(home, work, System.err::println)
                .run(rows, runs)
                .standings();
    }

    private List<Standing> validator(Path home, Path work) throws IOException, InterruptedException {
        return new ValidatorBenchmark(home, work, System.err::println, profile, contenders)
                .run(scale, runs)
                .standings();
    }
}
