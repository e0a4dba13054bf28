package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Checkpoint;
import dev.healthdata.analytics.checkpoint.Offsets;
import dev.healthdata.analytics.checkpoint.Snapshot;
import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.EventCodec;
import dev.healthdata.analytics.total.Totals;
import java.io.IOException;
import java.util.List;

/**
 * Folds the changes of a batch into the totals, keeps them and has them published. Spark may run a batch again after a
 * crash: it then starts from the same snapshot and ends with the same one.
 */
final class BatchFold {
    private final Checkpoint checkpoint;
    private final OffsetLog offsetLog;
    private final Publications publications;
    private final Step.Observer observer;
    private Snapshot last;

    BatchFold(Checkpoint checkpoint, OffsetLog offsetLog, Publications publications, Step.Observer observer) {
        this.checkpoint = checkpoint;
        this.offsetLog = offsetLog;
        this.publications = publications;
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
        publications.publish(newest, Step.NO_BATCH);
        last = newest;
    }

    /** @param deltas all of the batch, encoded */
    void fold(List<byte[]> deltas, long batch) throws IOException {
        Offsets offsets = offsetLog.of(batch).orElseThrow();
        Totals totals = before(batch).totals();
        last = null; // until the totals, which are changed in place, are those of a whole batch again
        for (byte[] delta : deltas) {
            totals.add((Delta) EventCodec.decode(delta));
        }
        observer.reached(batch, Step.COUNTED);
        Snapshot snapshot = new Snapshot(batch, offsets, totals);
        checkpoint.snapshots().store(snapshot);
        observer.reached(batch, Step.SNAPSHOT_STORED);
        publications.publish(snapshot, batch);
        last = snapshot;
    }

    private Snapshot before(long batch) throws IOException {
        if (last != null && last.batch() == batch - 1) {
            return last;
        }
        return checkpoint.snapshots().load(batch - 1, offsetLog.of(batch - 1));
    }
}
