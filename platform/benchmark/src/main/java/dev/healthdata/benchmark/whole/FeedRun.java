package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.measure.Schedule;
import dev.healthdata.benchmark.measure.SnapshotWatch;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Sends a feed through a running platform and sees its probes come out, and so all of it. */
final class FeedRun {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 20;
    private static final Duration LEAD = Duration.ofMillis(100);

    private final RunningUp up;
    private final SnapshotWatch snapshots;

    FeedRun(RunningUp up, SnapshotWatch snapshots) {
        this.up = up;
        this.snapshots = snapshots;
    }

    /**
     * What came of a feed. Times are of {@link System#nanoTime}.
     *
     * @param published of each probe
     */
    @SuppressWarnings("ArrayRecordComponent") // made for it, and compared nowhere
    record Seen(FeedRows rows, Schedule schedule, Probes probes, long[] published) {}

    /** @throws IllegalStateException if rows do not arrive, or a part fails */
    Seen run(FeedRows rows, double rowsPerSecond, Feeder feeder)
            throws IOException, SQLException, InterruptedException {
        Probes probes = new Probes(rows);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (CleanWatch clean = new CleanWatch(up.kafka())) {
            try {
                Future<?> stored = threads.submit(() -> {
                    StoredWatch.run(up.sql(), rows, probes);
                    return null;
                });
                Future<?> seenClean = threads.submit(() -> clean.run(rows, probes));
                Schedule schedule = new Schedule(System.nanoTime() + LEAD.toNanos(), rowsPerSecond);
                feeder.send(rows, schedule);
                long deadline = System.nanoTime() + LIMIT.toNanos();
                await(seenClean, probes, deadline);
                await(stored, probes, deadline);
                return new Seen(rows, schedule, probes, published(probes, deadline));
            } finally {
                threads.shutdownNow();
                threads.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
    }

    private void await(Future<?> watch, Probes probes, long deadline) throws InterruptedException {
        while (!watch.isDone()) {
            pause(deadline, probes);
        }
        try {
            watch.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot see what becomes of rows: " + e.getCause(), e);
        }
    }

    private long[] published(Probes probes, long deadline) throws InterruptedException {
        long[] published = new long[probes.count()];
        for (int probe = 0; probe < published.length; probe++) {
            TopicPartition partition = probes.partition(probe);
            published[probe] = snapshots.publishedAt(partition, probes.offset(probe));
            while (published[probe] < 0) {
                pause(deadline, probes);
                published[probe] = snapshots.publishedAt(partition, probes.offset(probe));
            }
        }
        return published;
    }

    private void pause(long deadline, Probes probes) throws InterruptedException {
        up.expectAlive();
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("after " + LIMIT + ": " + probes.progress());
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
}
