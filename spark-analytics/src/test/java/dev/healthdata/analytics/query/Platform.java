package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.checkpoint.Checkpoint;
import dev.healthdata.analytics.checkpoint.Offsets;
import dev.healthdata.analytics.publish.Formats;
import dev.healthdata.analytics.workload.Change;
import dev.healthdata.analytics.workload.CleanTopics;
import dev.healthdata.analytics.workload.Expected;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clean topics on a real broker, the directories of one run, and what must be in them. */
final class Platform implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Map<String, String> kafka;
    private final CleanTopics topics;
    private final Topics topicsNow;
    private final Expected expected = new Expected();
    private AnalyticsQuery running;

    Platform(Path directory) {
        TestKafka broker = TestKafka.shared();
        broker.reset(3);
        this.directory = directory;
        this.kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        this.topics = new CleanTopics(broker.client());
        this.topicsNow = new Topics(kafka);
    }

    void write(List<Change> changes) {
        topics.write(changes);
        expected.apply(changes);
    }

    void writeInVain(List<Change> changes) {
        topics.writeInVain(changes);
    }

    Expected expected() {
        return expected;
    }

    Path processed() {
        return directory.resolve("processed");
    }

    Checkpoint checkpoint() {
        return new Checkpoint(directory.resolve("checkpoint"));
    }

    Topics kafka() {
        return topicsNow;
    }

    Settings settings() {
        return settings(100_000, false);
    }

    private Settings settings(long maxOffsets, boolean once) {
        return new Settings(
                kafka,
                processed(),
                Formats.DEFAULT,
                directory.resolve("checkpoint"),
                Duration.ofMillis(100),
                2,
                maxOffsets,
                once);
    }

    /** Runs in the background until this is closed. */
    void start() throws Exception {
        running = start(settings(), Step.Observer.NONE);
    }

    /** Runs until all that was written has been published. */
    void runOnce(Step.Observer observer) throws Exception {
        runOnce(100_000, observer);
    }

    void runOnce(long maxOffsets, Step.Observer observer) throws Exception {
        try (AnalyticsQuery query = start(settings(maxOffsets, true), observer)) {
            query.await();
        }
    }

    private AnalyticsQuery start(Settings settings, Step.Observer observer) throws Exception {
        Start.from(settings, topicsNow, false);
        return AnalyticsQuery.start(settings, json -> {}, QueryObserver.NONE, observer);
    }

    String bootstrapServers() {
        return kafka.get("bootstrap.servers");
    }

    void awaitPublished() {
        awaitPublished(PATIENCE);
    }

    void awaitPublished(Duration patience) {
        Offsets ends = kafka().ends();
        await().atMost(patience).until(() -> published().reach(ends));
    }

    void assertPublishedIsExpected() {
        assertThat(files()).isEqualTo(expected.files());
    }

    Map<Aggregate, String> files() {
        Map<Aggregate, String> files = new TreeMap<>();
        for (Aggregate aggregate : Aggregate.values()) {
            files.put(aggregate, read(file(aggregate)));
        }
        return files;
    }

    Path file(Aggregate aggregate) {
        return processed().resolve(aggregate.fileName()).resolve(aggregate.fileName() + ".csv");
    }

    private Offsets published() {
        Path snapshot = processed().resolve("_snapshot.json");
        if (!Files.exists(snapshot)) {
            return Offsets.parse("{}");
        }
        String json = read(snapshot);
        return Offsets.parse(json.substring(json.indexOf("\"offsets\":") + 10, json.lastIndexOf('}')));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        topics.close();
        if (running != null) {
            running.close();
        }
        topicsNow.close();
    }
}
