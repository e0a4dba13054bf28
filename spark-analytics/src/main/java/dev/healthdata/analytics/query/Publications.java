package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Checkpoint;
import dev.healthdata.analytics.checkpoint.Offsets;
import dev.healthdata.analytics.checkpoint.Snapshot;
import dev.healthdata.analytics.publish.Publisher;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Publishes snapshots, each whole: Spark interrupts the batch under way when it is stopped, and in the midst of the files
 * that would leave some of them of this batch and some of the one before, until the next start.
 */
final class Publications {
    /** Less than the launcher's for a part that is to end; some files take a fraction of a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Checkpoint checkpoint;
    private final SnapshotLine line;
    private final Publisher publisher;
    private final Consumer<String> published;
    private final Step.Observer observer;
    private final Lock underWay = new ReentrantLock();
    private long running = Step.NO_BATCH;
    private volatile boolean ended;

    /**
     * Makes those of one query.
     *
     * @param published told what {@code _snapshot.json} holds, after it was written
     */
    Publications(
            Checkpoint checkpoint,
            SnapshotLine line,
            Settings settings,
            Consumer<String> published,
            Step.Observer observer) {
        this.checkpoint = checkpoint;
        this.line = line;
        this.publisher = new Publisher(settings.processed(), settings.formats(), () -> reached(Step.BEFORE_FILE));
        this.published = published;
        this.observer = observer;
    }

    /**
     * Does nothing while a rebuild is under way, or after the end: the next start publishes the newest snapshot.
     *
     * @param batch that runs, or {@link Step#NO_BATCH}
     */
    void publish(Snapshot snapshot, long batch) throws IOException {
        if (!mayPublish(snapshot.offsets())) {
            return;
        }
        String json = line.of(snapshot); // before the lock: a broker that is away takes its time
        underWay.lock();
        try {
            if (!ended) {
                running = batch;
                publisher.publish(snapshot.totals(), json);
                checkpoint.rebuilt();
                reached(Step.PUBLISHED);
                published.accept(json);
            }
        } finally {
            underWay.unlock();
        }
    }

    /** Lets none begin any more, and waits for the one under way, for as long as that may take. */
    void end() {
        ended = true;
        try {
            if (underWay.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                underWay.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayPublish(Offsets offsets) throws IOException {
        Optional<Offsets> goal = checkpoint.rebuildsUntil();
        return goal.isEmpty() || offsets.reach(goal.get());
    }

    private void reached(Step step) {
        observer.reached(running, step);
    }
}
