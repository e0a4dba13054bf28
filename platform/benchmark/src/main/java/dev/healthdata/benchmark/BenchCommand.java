package dev.healthdata.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.healthdata.benchmark.ingest.ProducerBenchmark;
import dev.healthdata.benchmark.measure.Standing;
import dev.healthdata.benchmark.sink.Loader;
import dev.healthdata.benchmark.sink.SinkBenchmark;
import dev.healthdata.benchmark.stream.Contender;
import dev.healthdata.benchmark.stream.ValidatorBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
            "Measures the producer beside Kafka's own kafka-producer-perf-test and beside parsing alone, the validator beside",
            "a topology that only passes rows through, and the sink beside LOAD DATA and plain JDBC upserts; in turn and",
            "several times.",
            "",
            "It starts a broker of its own and needs about 2 GiB of memory and, at the default scale, of disk."
        },
        footer = {
            "",
            "Examples:",
            "  ./healthcare bench                a million rows, three runs of each",
            "  ./healthcare bench --scale 1      91,000 rows, to try it",
            "  ./healthcare bench --only producer",
            "  ./healthcare bench --only sink    into MYSQL_URL (MYSQL_USER, MYSQL_PASSWORD) whose tables must be empty;",
            "                                    without it into a container with MySQL, else into an embedded MariaDB",
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

    @Option(
            names = "--contender",
            paramLabel = "NAME",
            defaultValue = "PASS_THROUGH,MOVE_AND_STORE,VALIDATOR,PASS_THROUGH_AT_LEAST_ONCE,VALIDATOR_AT_LEAST_ONCE",
            split = ",",
            description = "which run for the validator, the reference first (default: ${DEFAULT-VALUE})")
    private List<Contender> contenders;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "of each topic that the validator reads (default: ${DEFAULT-VALUE}); 'up' makes 2 on one machine")
    private int partitions;

    @Option(names = "--profile", description = "let the validator and the sink record themselves (JFR), into --out")
    private boolean profile;

    @Option(
            names = "--only",
            paramLabel = "PART",
            defaultValue = "PRODUCER,VALIDATOR,SINK",
            split = ",",
            description = "which part is measured: producer, validator, sink (default: all)")
    private Set<Part> only;

    @Option(
            names = "--sink-contender",
            paramLabel = "NAME",
            defaultValue = "LOAD_DATA,JDBC_BATCH,SINK,SINK_ONE_BAD,SINK_PERCENT_BAD",
            split = ",",
            description = "which run, the reference first (default: ${DEFAULT-VALUE})")
    private List<Loader> loaders;

    @Option(
            names = "--sink-arguments",
            paramLabel = "ARGUMENTS",
            defaultValue = "",
            description = "options of mysql-sink, as one argument, to compare them")
    private String sinkArguments;

    private enum Part {
        PRODUCER,
        VALIDATOR,
        SINK
    }

    @Override
    public Integer call() throws Exception {
        refuseNonsense();
        Path work = Files.createDirectories(out == null ? Files.createTempDirectory("bench") : out);
        Path home = Path.of(System.getProperty("healthcare.home", "")).toAbsolutePath();
        Map<String, List<Standing>> results = new LinkedHashMap<>();
        for (Part part : only) {
            results.put(part.name().toLowerCase(Locale.ROOT), measure(part, home, work.toAbsolutePath()));
        }
        if (json) {
            System.out.println(JSON.writeValueAsString(results));
        } else {
            results.values().forEach(standings -> Table.of(standings).forEach(System.out::println));
        }
        return 0;
    }

    private void refuseNonsense() {
        List<String> problems = new ArrayList<>();
        if (runs < 1) {
            problems.add("--runs must be at least 1");
        }
        if (!(scale > 0)) {
            problems.add("--scale must be above 0");
        }
        if (partitions < 1) {
            problems.add("--partitions must be at least 1");
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", problems));
        }
    }

    private List<Standing> measure(Part part, Path home, Path work) throws Exception {
        Consumer<String> say = System.err::println;
        return switch (part) {
            case PRODUCER ->
                new ProducerBenchmark(home, work, say)
                        .run(Math.round(ROWS * scale), runs)
                        .standings();
            case VALIDATOR ->
                new ValidatorBenchmark(home, work, say, profile, partitions, contenders)
                        .run(scale, runs)
                        .standings();
            case SINK -> sink(home, work, say);
        };
    }

    private List<Standing> sink(Path home, Path work, Consumer<String> say) throws Exception {
        try (SinkBenchmark sink = new SinkBenchmark(home, work, say, profile, loaders, sinkArguments)) {
            return sink.run(scale, runs).standings();
        }
    }
}
