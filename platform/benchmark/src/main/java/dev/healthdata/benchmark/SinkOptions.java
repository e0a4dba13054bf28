package dev.healthdata.benchmark;

import dev.healthdata.benchmark.measure.Report;
import dev.healthdata.benchmark.sink.Loader;
import dev.healthdata.benchmark.sink.SinkBenchmark;
import java.util.List;
import picocli.CommandLine.Option;

/** Of the part {@code sink}. */
final class SinkOptions {
    @Option(
            names = "--sink-contender",
            paramLabel = "NAME",
            defaultValue = "LOAD_DATA,LOAD_DATA_TWO_STREAMS,JDBC_BATCH,SINK,SINK_ONE_BAD,SINK_PERCENT_BAD",
            split = ",",
            description = "sink: which run, the reference first (default: ${DEFAULT-VALUE})")
    private List<Loader> loaders;

    @Option(
            names = "--sink-arguments",
            paramLabel = "ARGUMENTS",
            defaultValue = "",
            description = "sink: options of mysql-sink, as one argument, to compare them")
    private String arguments;

    Report measure(Work work) throws Exception {
        try (SinkBenchmark sink =
                new SinkBenchmark(work.home(), work.directory(), work.say(), work.profile(), loaders, arguments)) {
            return sink.run(work.scale(), work.runs()).report();
        }
    }
}
