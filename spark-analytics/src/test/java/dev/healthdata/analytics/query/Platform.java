package dev.healthdata.analytics.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.checkpoint.Checkpoint;
import dev.healthdata.analytics.checkpoint.Offsets;
import dev.healthdata.analytics.publish.Formats;
import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.workload.Change;
import dev.healthdata.analytics.workload.CleanTopics;
import dev.healthdata.analytics.workload.Expected;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Clean topics on a real broker, the directories of one run, and what must be in them. */
final class Platform implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Folder directory;
    private final Map<String, String> kafka;
    private final CleanTopics topics;
    private final Topics topicsNow;
    private final Expected expected = new Expected();
    private Formats formats = Formats.DEFAULT;
    private QueryObserver watcher = QueryObserver.NONE;
    private ClockWatch clock = new ClockWatch();
    private volatile AnalyticsQuery running;

    Platform(Path directory) {
        this(Folder.of(directory.toString()));
    }

    Platform(Folder directory) {
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

    /** With a producer that knows the topics as they are now. */
    void writeAnew(List<Change> changes) {
        try (CleanTopics anew = new CleanTopics(TestKafka.shared().client())) {
            anew.write(changes);
        }
        expected.apply(changes);
    }

    /** Of which no more is expected. */
    void writeForNobody(Table table, String key, byte[] value) {
        topics.write(table, key, value);
    }

    void writeInVain(List<Change> changes) {
        topics.writeInVain(changes);
    }

    Expected expected() {
        return expected;
    }

    Folder processed() {
        return directory.in("processed");
    }

    Checkpoint checkpoint() {
        return new Checkpoint(directory.in("checkpoint"));
    }

    Topics kafka() {
        return topicsNow;
    }

    /** From the next start on. */
    void setFormats(Formats formats) {
        this.formats = formats;
    }

    /** From the next start on. */
    void setWatcher(QueryObserver watcher) {
        this.watcher = watcher;
    }

    /** From the next start on. */
    void setClock(ClockWatch clock) {
        this.clock = clock;
    }

    Settings settings() {
        return settings(100_000, false);
    }

    private Settings settings(long maxOffsets, boolean once) {
        return new Settings(
                kafka, processed(), formats, directory.in("checkpoint"), Duration.ofMillis(100), 2, maxOffsets, once);
    }

    /** Runs in the background until this is closed. */
    void start() throws Exception {
        start(Step.Observer.NONE);
    }

    void start(Step.Observer observer) throws Exception {
        running = start(settings(), observer);
    }

    /** Completes when what was started has ended, and sees to it as the command does. */
    CompletableFuture<Void> ended() {
        AnalyticsQuery query = running;
        return CompletableFuture.runAsync(() -> {
            try {
                query.await();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    boolean isRunning() {
        return running != null;
    }

    void stop() {
        running.close();
        running = null;
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
        Start from = Start.from(settings, topicsNow, false);
        return AnalyticsQuery.start(from, watcher, observer, clock);
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

    /** Until all that was written is in the totals, published or not. */
    void awaitCounted() {
        Offsets ends = kafka().ends();
        await().atMost(PATIENCE).until(() -> checkpoint()
                .snapshots()
                .newest()
                .filter(snapshot -> snapshot.offsets().reach(ends))
                .isPresent());
    }

    void assertPublishedIsExpected() {
        assertThat(files()).isEqualTo(expected.files());
    }

    Map<Aggregate, String> files() {
        Map<Aggregate, String> files = new TreeMap<>();
        for (Aggregate aggregate : Aggregate.values()) {
            files.put(aggregate, read(aggregate));
        }
        return files;
    }

    String read(Aggregate aggregate) {
        return text(processed().in(aggregate.fileName()), aggregate.fileName() + ".csv");
    }

    String snapshotLine() {
        return text(processed(), "_snapshot.json");
    }

    /** Whether a batch was begun and is not committed yet. */
    boolean isInABatch() throws IOException {
        return batches("offsets") > batches("commits");
    }

    private long batches(String log) throws IOException {
        return checkpoint().query().in(log).names().stream()
                .filter(name -> name.matches("[0-9]+"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(-1);
    }

    private Offsets published() {
        if (!exists(processed(), "_snapshot.json")) {
            return Offsets.parse("{}");
        }
        String json = snapshotLine();
        return Offsets.parse(json.substring(json.indexOf("\"offsets\":") + 10, json.lastIndexOf('}')));
    }

    private static boolean exists(Folder folder, String name) {
        try {
            return folder.exists(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Folder folder, String name) {
        return new String(bytes(folder, name), UTF_8);
    }

    /** In HDFS who has the old file open when it is replaced may be told so, and opens the new one. */
    static byte[] bytes(Folder folder, String name) {
        while (true) {
            try {
                return folder.read(name);
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).startsWith("Blocklist for ")) {
                    throw new UncheckedIOException(e);
                }
            }
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
