package dev.healthdata.analytics;

import dev.healthdata.analytics.publish.Formats;
import dev.healthdata.analytics.query.Settings;
import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.storage.StorageException;
import dev.healthdata.records.process.KafkaAddress;
import dev.healthdata.records.process.PropertiesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.network.util.JavaUtils;
import picocli.CommandLine.Option;

/** What can be set, from the command line and the environment. */
final class AnalyticsOptions {
    /** Spark's Kafka source decides these. */
    private static final Set<String> NOT_TO_BE_SET = Set.of(
            "group.id",
            "auto.offset.reset",
            "key.deserializer",
            "value.deserializer",
            "enable.auto.commit",
            "interceptor.classes");

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers. Default: bootstrap.servers of --config, else the environment variable"
                    + " KAFKA_BOOTSTRAP_SERVERS.")
    private String bootstrapServer;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Kafka client properties, such as those of SASL and TLS.")
    private Path config;

    @Option(
            names = "--processed",
            paramLabel = "DIR",
            defaultValue = "data/processed",
            description = "Where the aggregates go: a path, or a URI such as s3a://bucket/processed. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String processed;

    @Option(
            names = "--spreadsheet-safe",
            defaultValue = "${env:ANALYTICS_SPREADSHEET_SAFE:-false}",
            fallbackValue = "true", // else it would be the opposite of the default
            description =
                    "For those who open the CSV files in Excel or the like: text that begins with = + - @, a tab or a"
                            + " carriage return gets an apostrophe before it, so that it is not run as a formula"
                            + " (environment: ANALYTICS_SPREADSHEET_SAFE=true).")
    private boolean spreadsheetSafe;

    @Option(
            names = "--parquet",
            defaultValue = "${env:ANALYTICS_PARQUET:-false}",
            fallbackValue = "true",
            description = "Also write <processed>/<name>/<name>.parquet (environment: ANALYTICS_PARQUET=true).")
    private boolean parquet;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            defaultValue = ".healthcare/analytics",
            description = "What must last: how far the topics are read, the state and the totals. A path"
                    + " or a URI. Default: ${DEFAULT-VALUE}.")
    private String checkpoint;

    @Option(
            names = "--trigger",
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "How often a batch may start, e.g. 500ms or 5s. A batch costs about half a second of"
                    + " processor time however small it is. Default: ${DEFAULT-VALUE}.")
    private String trigger;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "2",
            description = "Partitions of the state, about as many as there are cores. Another number needs --rebuild."
                    + " Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--max-offsets-per-trigger",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many records one batch may read: it bounds the memory. Default: ${DEFAULT-VALUE}.")
    private long maxOffsetsPerTrigger;

    @Option(names = "--once", description = "Leave when all that is in the topics now has been published.")
    private boolean once;

    /** What is wrong, each on its key. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Map<String, String> kafka = properties(e -> problems.add("--config: cannot read " + config + " as properties ("
                + e.getClass().getSimpleName() + ")"));
        if (KafkaAddress.of(bootstrapServer, kafka).isEmpty()) {
            problems.add("--bootstrap-server (or KAFKA_BOOTSTRAP_SERVERS): is required");
        }
        kafka.keySet().stream()
                .filter(NOT_TO_BE_SET::contains)
                .forEach(key -> problems.add("--config: " + key + " is decided by Spark, leave it out"));
        folder("--processed", processed, problems)
                .filter(folder -> !folder.replacesInOneStep())
                .ifPresent(folder -> problems.add("--processed: the file system of " + folder
                        + " cannot replace a file in one step, so that readers would miss it for a moment; choose"
                        + " hdfs:, s3a: or a path"));
        folder("--checkpoint", checkpoint, problems)
                .flatMap(Folder::local)
                .filter(path -> path.toString().contains(","))
                .ifPresent(path -> problems.add("--checkpoint: may have no comma in its path, Spark takes it for two"));
        if (milliseconds() < 0) {
            problems.add("--trigger: is a number with ms, s or min behind it, not " + trigger);
        }
        if (partitions < 1) {
            problems.add("--partitions: is at least 1, not " + partitions);
        }
        if (maxOffsetsPerTrigger < 1) {
            problems.add("--max-offsets-per-trigger: is at least 1, not " + maxOffsetsPerTrigger);
        }
        return problems;
    }

    Settings settings() {
        Map<String, String> kafka = properties(e -> {
            throw new IllegalStateException(config + " was changed at the start", e); // it had no problem
        });
        kafka.put("bootstrap.servers", KafkaAddress.of(bootstrapServer, kafka).orElseThrow());
        return new Settings(
                kafka,
                Folder.of(processed),
                new Formats(spreadsheetSafe, parquet),
                Folder.of(checkpoint),
                Duration.ofMillis(milliseconds()),
                partitions,
                maxOffsetsPerTrigger,
                once);
    }

    /** Empty, and a problem, if there is none. */
    private static Optional<Folder> folder(String key, String pathOrUri, List<String> problems) {
        try {
            return Optional.of(Folder.of(pathOrUri));
        } catch (StorageException e) {
            problems.add(key + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** -1 if it is no time. */
    private long milliseconds() {
        try {
            return JavaUtils.timeStringAsMs(trigger);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private Map<String, String> properties(Consumer<Exception> unreadable) {
        return config == null ? new HashMap<>() : PropertiesFile.read(config, unreadable);
    }
}
