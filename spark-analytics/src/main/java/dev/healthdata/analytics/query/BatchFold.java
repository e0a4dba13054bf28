package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Checkpoint;
import dev.healthdata.analytics.checkpoint.Offsets;
import dev.healthdata.analytics.checkpoint.Snapshot;
import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.EventCodec;
import dev.healthdata.analytics.publish.Publisher;
import dev.healthdata.analytics.total.Totals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Folds the changes of a batch into the totals, keeps them and publishes them. Spark may run a batch again after a
 * crash: it then starts from the same snapshot and ends with the same one.
 */
final class BatchFold {
    private final Checkpoint checkpoint;
    private final OffsetLog offsetLog;
    private final SnapshotLine line;
    private final Publisher publisher;
    private final Consumer<String> published;
    private final Step.Observer observer;
    private Snapshot last;
    private long running = Step.NO_BATCH;

    /**
     * Makes the fold of one query.
     *
     * @param published told what {@code _snapshot.json} holds, after it was written
     */
    BatchFold(
            Checkpoint checkpoint,
            OffsetLog offsetLog,
            SnapshotLine line,
            Settings settings,
            Consumer<String> published,
            Step.Observer observer) {
        this.checkpoint = checkpoint;
        this.offsetLog = offsetLog;
        this.line = line;
        this.publisher = new Publisher(settings.processed(), settings.formats(), () -> reached(Step.BEFORE_FILE));
        this.published = published;
        this.observer = observer;
    }

    /**
     * Publishes the newest snapshot, before there is a batch: without new records there will be none, and files may be
     * missing, in another directory or of other formats than before. The batch of that snapshot may not be committed yet;
     * then it runs again and ends with the same one.
     *
     * @throws dev.healthdata.analytics.checkpoint.CheckpointException if the snapshot is of another checkpoint
     */
    void beginWith(Snapshot newest) throws IOException {
        newest.requireAt(offsetLog.of(newest.batch()));
        if (mayPublish(newest.offsets())) {
            publish(newest);
        }
        last = newest;
    }

    /** @param deltas all of the batch, encoded */
    void fold(List<byte[]> deltas, long batch) throws IOException {
        running = batch;
        Offsets offsets = offsetLog.of(batch).orElseThrow();
        Totals totals = before(batch).totals();
        last = null; // until the totals, which are changed in place, are those of a whole batch again
        for (byte[] delta : deltas) {
            totals.add((Delta) EventCodec.decode(delta));
        }
        reached(Step.COUNTED);
        Snapshot snapshot = new Snapshot(batch, offsets, totals);
        checkpoint.snapshots().store(snapshot);
        reached(Step.SNAPSHOT_STORED);
        if (mayPublish(offsets)) {
            publish(snapshot);
        }
        last = snapshot;
    }

    private Snapshot before(long batch) throws IOException {
        if (last != null && last.batch() == batch - 1) {
            return last;
        }
        return checkpoint.snapshots().load(batch - 1, offsetLog.of(batch - 1));
    }

    private boolean mayPublish(Offsets offsets) throws IOException {
        Optional<Offsets> goal = checkpoint.rebuildsUntil();
        return goal.isEmpty() || offsets.reach(goal.get());
    }

    private void publish(Snapshot snapshot) throws IOException {
        String json = line.of(snapshot);
        publisher.publish(snapshot.totals(), json);
        checkpoint.rebuilt();
        reached(Step.PUBLISHED);
        published.accept(json);
    }

    private void reached(Step step) {
        observer.reached(running, step);
    }
}
