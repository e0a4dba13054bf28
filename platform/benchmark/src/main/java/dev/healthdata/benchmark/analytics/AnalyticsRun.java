package dev.healthdata.benchmark.analytics;

import dev.healthdata.benchmark.measure.SnapshotWatch;
import dev.healthdata.benchmark.measure.Usage;
import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.infrastructure.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The analytics as a process of its own, with the memory that {@code up} gives it. */
final class AnalyticsRun implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);

    private final ManagedProcess process;
    private final SnapshotWatch snapshots;
    private final long ready;

    private AnalyticsRun(ManagedProcess process, SnapshotWatch snapshots, long ready) {
        this.process = process;
        this.snapshots = snapshots;
        this.ready = ready;
    }

    /**
     * Returns when the query runs.
     *
     * @param directory of the checkpoint and the aggregates; where they are there already, it goes on
     */
    static AnalyticsRun start(Path home, Path directory, Path log, String bootstrapServers, String... arguments) {
        Path module = home.resolve("spark-analytics");
        List<String> options = List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx512m",
                "@" + module.resolve("jvm.options"));
        List<String> all = new ArrayList<>(List.of(
                "--processed",
                directory.resolve("processed").toString(),
                "--checkpoint",
                directory.resolve("checkpoint").toString()));
        all.addAll(List.of(arguments));
        SnapshotWatch snapshots = new SnapshotWatch(directory.resolve("processed"));
        ManagedProcess process = ManagedProcess.start(
                "spark-analytics",
                new Jvm(module.resolve("target"), "spark-analytics", "dev.healthdata.analytics.AnalyticsMain", options)
                        .command(all),
                Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers),
                log,
                ManagedProcess.Listener.NONE);
        try {
            process.awaitReady(START);
        } catch (IllegalStateException e) {
            snapshots.close();
            process.kill();
            throw e;
        }
        return new AnalyticsRun(process, snapshots, System.nanoTime());
    }

    /** {@link System#nanoTime} when the query began. */
    long ready() {
        return ready;
    }

    /** As {@link SnapshotWatch#await}. */
    long awaitPublished(Map<TopicPartition, Long> ends, Duration limit) throws InterruptedException {
        return snapshots.await(ends, limit, process::isAlive);
    }

    /** As {@link SnapshotWatch#publishedAt}. */
    long publishedAt(TopicPartition partition, long offset) {
        return snapshots.publishedAt(partition, offset);
    }

    long peakMib() {
        return Usage.peakResidentMib(process.pid());
    }

    @Override
    public void close() {
        snapshots.close();
        process.close();
    }
}
