package dev.healthdata.analytics.checkpoint;

import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.total.Totals;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;

/** The snapshots of the last batches, one file each. */
public final class Snapshots {
    /** Only the last but one is ever needed; some more help to find out what happened. */
    private static final int KEPT = 10;

    private static final String ENDING = ".snapshot";

    private final Folder directory;

    Snapshots(Folder directory) {
        this.directory = directory;
    }

    /** Replaces the one of the same batch: a batch that runs again gives the same. */
    public void store(Snapshot snapshot) throws IOException {
        directory.replace(file(snapshot.batch()), snapshot.encode());
        if (snapshot.batch() >= KEPT) {
            directory.delete(file(snapshot.batch() - KEPT));
        }
    }

    /**
     * The totals after a batch; nothing was counted before the first.
     *
     * @throws CheckpointException if there is no snapshot of it, or if it does not stand where the checkpoint stands
     */
    public Snapshot load(long batch, Optional<Offsets> expected) throws IOException {
        if (batch < 0) {
            return new Snapshot(batch, new Offsets(new TreeMap<>()), new Totals());
        }
        if (!has(batch)) {
            throw new CheckpointException("There is no snapshot of batch " + batch);
        }
        Snapshot snapshot = read(batch);
        snapshot.requireAt(expected);
        return snapshot;
    }

    /** The newest one, whether it stands where the checkpoint stands or not. */
    public Optional<Snapshot> newest() throws IOException {
        Optional<Long> last = last();
        return last.isEmpty() ? Optional.empty() : Optional.of(read(last.get()));
    }

    private Snapshot read(long batch) throws IOException {
        Snapshot snapshot = Snapshot.decode(directory.read(file(batch)));
        if (snapshot.batch() != batch) {
            throw new CheckpointException(
                    "What is called the snapshot of batch " + batch + " is one of batch " + snapshot.batch());
        }
        return snapshot;
    }

    boolean has(long batch) throws IOException {
        return directory.exists(file(batch));
    }

    /** The batch of the newest one. */
    public Optional<Long> last() throws IOException {
        return directory.names().stream()
                .filter(name -> name.matches("[0-9]+\\" + ENDING))
                .map(name -> Long.parseLong(name.substring(0, name.length() - ENDING.length())))
                .max(Long::compare);
    }

    private static String file(long batch) {
        return "%012d%s".formatted(batch, ENDING);
    }
}
