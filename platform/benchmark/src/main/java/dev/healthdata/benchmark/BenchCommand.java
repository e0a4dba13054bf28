package dev.healthdata.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.healthdata.benchmark.ingest.ProducerBenchmark;
import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.Report;
import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.benchmark.sink.SinkCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./healthcare bench}. */
@Command(
        name = "healthcare bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures each part beside a reference in the same run, in turn and several times, and the platform as a whole:",
            "",
            "  producer   beside Kafka's own kafka-producer-perf-test and beside parsing alone",
            "  validator  beside a topology that only passes rows through",
            "  sink       beside LOAD DATA and plain JDBC upserts",
            "  analytics  what 100 changes cost after few and many rows, beside a recomputation by Spark SQL",
            "  total      'up --once' for feeds of several sizes: time, memory, and how they grow",
            "  latency    'up' with rows in it: rows per second, and how long a row takes at a fixed rate",
            "  counts     statements, transactions and records for a thousand rows",
            "",
            "It starts brokers of its own and needs about 3 GiB of memory and, at the default scale, of disk."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:something failed", "2:options wrong"},
        footer = {
            "",
            "Examples:",
            "  ./healthcare bench                everything, as docs/performance.md has it; takes more than an hour",
            "  ./healthcare bench --only producer,validator,sink --scale 1    91,000 rows, to try it",
            "  ./healthcare bench --only total --sizes 1,10 --embedded",
            "  ./healthcare bench --only latency --rate 500,2000,5000",
            "",
            "The database is the one of MYSQL_URL (MYSQL_USER, MYSQL_PASSWORD), whose tables must be empty; without it a",
            "container with MySQL, else an embedded MariaDB."
        })
final class BenchCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "PART",
            defaultValue = "PRODUCER,VALIDATOR,SINK,ANALYTICS,TOTAL,LATENCY,COUNTS",
            split = ",",
            description = "which parts are measured (default: all)")
    private Set<Part> only;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "11",
            description = "producer, validator, sink, counts: times 91,000 rows (default: ${DEFAULT-VALUE})")
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

    @Option(names = "--profile", description = "let the validator and the sink record themselves (JFR), into --out")
    private boolean profile;

    @Option(
            names = "--embedded",
            description = "total, latency: with the MariaDB that 'up' starts, although another database is to be had")
    private boolean embedded;

    @Mixin
    private ValidatorOptions validator;

    @Mixin
    private SinkOptions sink;

    @Mixin
    private AnalyticsOptions analytics;

    @Mixin
    private WholeOptions whole;

    private enum Part {
        PRODUCER,
        VALIDATOR,
        SINK,
        ANALYTICS,
        TOTAL,
        LATENCY,
        COUNTS
    }

    @Override
    public Integer call() throws Exception {
        refuseNonsense();
        Path directory = Files.createDirectories(out == null ? Files.createTempDirectory("bench") : out);
        Path home = Path.of(System.getProperty("healthcare.home", "")).toAbsolutePath();
        Work work = new Work(home, directory.toAbsolutePath(), System.err::println, scale, runs, profile, embedded);
        Map<String, Object> data = new LinkedHashMap<>();
        for (Part part : only) {
            Report report = measure(part, work);
            data.put(part.name().toLowerCase(Locale.ROOT), report.data());
            if (!json) {
                report.lines().forEach(System.out::println);
            }
        }
        if (json) {
            System.out.println(JSON.writeValueAsString(data));
        }
        if (out == null && !profile) {
            forget(directory);
        }
        return 0;
    }

    /** Logs of runs that ended well. */
    private static void forget(Path directory) {
        try {
            Directories.delete(directory);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left behind: " + directory);
        }
    }

    private void refuseNonsense() {
        List<String> problems = new ArrayList<>();
        if (runs < 1) {
            problems.add("--runs must be at least 1");
        }
        if (!(scale > 0)) {
            problems.add("--scale must be above 0");
        }
        validator.refuse(problems);
        analytics.refuse(problems);
        whole.refuse(problems);
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", problems));
        }
    }

    private Report measure(Part part, Work work) throws Exception {
        return switch (part) {
            case PRODUCER ->
                new ProducerBenchmark(work.home(), work.directory(), work.say())
                        .run(Math.round(Rows.OF_REFERENCE * scale), runs)
                        .report();
            case VALIDATOR -> validator.measure(work);
            case SINK -> sink.measure(work);
            case ANALYTICS -> analytics.measure(work, whole);
            case TOTAL -> whole.total(work);
            case LATENCY -> whole.latency(work);
            case COUNTS -> counts(work);
        };
    }

    private Report counts(Work work) throws Exception {
        work.say().accept("counting what the sink asks of the database");
        Map<String, Double> ofSink = new SinkCounts(work.home(), work.directory()).perThousandRows(work.scale());
        work.say().accept("counting what the validator writes");
        Map<String, Double> ofValidator = validator.counts(work);
        List<String> lines = new ArrayList<>(List.of("for a thousand rows:"));
        ofSink.forEach((name, count) -> lines.add(line("sink", name, count)));
        ofValidator.forEach((name, count) -> lines.add(line("validator", name, count)));
        return new Report(Map.of("sink", ofSink, "validator", ofValidator), lines);
    }

    private static String line(String part, String name, double count) {
        return String.format(Locale.ROOT, "  %-10s %-14s %,10.1f", part, name, count);
    }
}
