package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Checkpoint;
import dev.healthdata.analytics.checkpoint.Offsets;
import dev.healthdata.analytics.checkpoint.Snapshot;
import dev.healthdata.analytics.publish.Publisher;
import dev.healthdata.analytics.storage.HeldFileException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.util.ThreadUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes snapshots, each whole: Spark interrupts the batch under way when it is stopped, and in the midst of the files
 * that would leave some of them of this batch and some of the one before, until the next start. One that cannot be replaced
 * is no reason to stop counting.
 */
final class Publications {
    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Less than the launcher's for a part that is to end; some files take a fraction of a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Checkpoint checkpoint;
    private final SnapshotLine line;
    private final Publisher publisher;
    private final Step.Observer observer;
    private final QueryObserver watcher;
    private final Lock underWay = new ReentrantLock();
    private final Condition done = underWay.newCondition();
    private long running = Step.NO_BATCH;
    private ScheduledExecutorService timer;
    private String lastWords;

    /** Counted, and not published as a whole. */
    private volatile Snapshot pending;

    private volatile boolean ended;

    Publications(
            Checkpoint checkpoint,
            SnapshotLine line,
            Settings settings,
            QueryObserver watcher,
            Step.Observer observer) {
        this.checkpoint = checkpoint;
        this.line = line;
        this.publisher = new Publisher(settings.processed(), settings.formats(), () -> reached(Step.BEFORE_FILE));
        this.watcher = watcher;
        this.observer = observer;
    }

    /**
     * Does nothing while a rebuild is under way, or after the end: the next start publishes the newest snapshot. If a file is
     * held it returns all the same, and goes on trying.
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
                publisher.take(snapshot.totals());
                pending = snapshot;
                complete(json);
            }
        } finally {
            underWay.unlock();
        }
    }

    private void complete(String json) throws IOException {
        try {
            publisher.publish(json);
        } catch (HeldFileException e) {
            heldBack(e.getMessage());
            return;
        }
        checkpoint.rebuilt();
        pending = null;
        if (lastWords != null) {
            LOG.info("all files are published again");
            lastWords = null;
        }
        reached(Step.PUBLISHED);
        watcher.published(json);
        done.signalAll();
    }

    private void heldBack(String why) {
        String words = why + ". This is tried again every " + PAUSE.toSeconds() + " s, and rows are counted meanwhile.";
        if (!words.equals(lastWords)) {
            lastWords = words;
            LOG.warn("{}", words);
            watcher.heldBack(words);
        }
        if (timer == null) {
            timer = ThreadUtils.newDaemonSingleThreadScheduledExecutor("publications");
            var unused = timer.scheduleWithFixedDelay(
                    this::tryAgain, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** There may be no other batch for a long time. */
    private void tryAgain() {
        Snapshot snapshot = pending;
        if (snapshot == null || ended) {
            return;
        }
        String json = line.of(snapshot); // its totals belong to the next batch already
        underWay.lock();
        try {
            if (!ended && pending != null && pending.batch() == snapshot.batch()) {
                complete(json);
            }
        } catch (IOException | RuntimeException e) {
            heldBack("The files cannot be published: " + e); // a batch that comes would end with it
        } finally {
            underWay.unlock();
        }
    }

    /** Waits until nothing is held back, or until the end. */
    void await() throws InterruptedException {
        underWay.lock();
        try {
            while (pending != null && !ended) {
                var unused = done.await(1, TimeUnit.SECONDS);
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
                if (timer != null) {
                    timer.shutdown();
                }
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
