package dev.healthdata.analytics.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.analytics.storage.Folder;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The directory of the checkpoint: Spark's in {@code query}, ours in {@code snapshots} and {@code layout.properties}. */
public final class Checkpoint {
    private static final String QUERY = "query";
    private static final String SNAPSHOTS = "snapshots";
    private static final String SCRATCH = "scratch";
    private static final String LAYOUT = "layout.properties";

    /** Until where a rebuild must read. */
    private static final String GOAL = "rebuild.json";

    /** There from when a rebuild was asked for until all state is gone. */
    private static final String FORGETTING = "forgetting";

    private final Folder directory;

    public Checkpoint(Folder directory) {
        this.directory = directory;
    }

    /** Where Spark keeps offsets, commits and state. */
    public Folder query() {
        return directory.in(QUERY);
    }

    /**
     * For files that need not last; emptied at each start, because a killed process leaves some behind. Empty if this is not
     * on a local disk, where such files have to be.
     */
    public Optional<Path> scratch() {
        return directory.in(SCRATCH).local();
    }

    public Snapshots snapshots() {
        return new Snapshots(directory.in(SNAPSHOTS));
    }

    /**
     * Makes a new checkpoint, or makes sure that this one can be gone on from.
     *
     * @throws CheckpointException if it cannot
     */
    public void open(Layout layout) throws IOException {
        if (directory.exists(FORGETTING)) {
            forget();
        }
        directory.delete(SCRATCH);
        if (directory.exists(LAYOUT)) {
            Properties found = readLayout();
            layout.requireSame(found);
            requireSnapshotOfLastCommit();
            if (!found.equals(layout.properties())) {
                writeLayout(layout.properties());
            }
        } else if (directory.exists(QUERY) || snapshots().last().isPresent()) {
            throw new CheckpointException("The checkpoint in " + directory + " has lost its layout.properties");
        } else {
            writeLayout(layout.properties());
        }
    }

    /**
     * Whether nothing was read yet, so that it begins with the first record. A rebuild that was asked for has begun.
     *
     * @see #rebuild
     */
    public boolean isNew() throws IOException {
        return !directory.exists(LAYOUT)
                && !directory.exists(QUERY)
                && !directory.exists(GOAL)
                && snapshots().last().isEmpty();
    }

    /**
     * Makes sure that what was read is there still, and what a rebuild is to reach.
     *
     * @param ends of the topics now
     * @return the newest snapshot, since it was read for that; empty if nothing was read yet
     * @throws CheckpointException if this has read or is to read beyond them: they were lost, or put back from a copy
     */
    public Optional<Snapshot> requireWithin(Offsets ends) throws IOException {
        Optional<Snapshot> newest = snapshots().newest();
        if (newest.isPresent() && !ends.reach(newest.get().offsets())) {
            throw new CheckpointException(
                    "The checkpoint in " + directory + " has read beyond the end of the clean topics");
        }
        Optional<Offsets> goal = rebuildsUntil();
        if (goal.isPresent() && !ends.reach(goal.get())) {
            // It would read all there is and publish nothing, until as many records have come again.
            throw new CheckpointException(
                    "The rebuild in " + directory + " is to reach what is beyond the end of the clean topics now");
        }
        return newest;
    }

    /**
     * Removes all state, so that everything is read again. A crash in the midst of it is made good by {@link #open}.
     *
     * @param until nothing is published until this is reached: what readers have now is better than half of it
     */
    public void rebuild(Offsets until) throws IOException {
        // The goal comes first: without it, a crash in the midst of the removal could publish half of a rebuild.
        directory.replace(GOAL, until.json().getBytes(UTF_8));
        directory.replace(FORGETTING, new byte[0]);
        forget();
    }

    private void forget() throws IOException {
        for (String part : List.of(LAYOUT, SNAPSHOTS, QUERY, FORGETTING)) {
            directory.delete(part);
        }
    }

    /** Until where a rebuild must have read before it publishes. Empty if there is none under way. */
    public Optional<Offsets> rebuildsUntil() throws IOException {
        return directory.exists(GOAL)
                ? Optional.of(Offsets.parse(new String(directory.read(GOAL), UTF_8)))
                : Optional.empty();
    }

    public void rebuilt() throws IOException {
        directory.delete(GOAL);
    }

    /** The batch after the last committed one is folded into the snapshot of that one, also when it runs again. */
    private void requireSnapshotOfLastCommit() throws IOException {
        long committed = lastBatch(query().in("commits"));
        long begun = lastBatch(query().in("offsets"));
        long snapshot = snapshots().last().orElse(-1L);
        if (committed >= 0 && !snapshots().has(committed)) {
            throw new CheckpointException(
                    "The checkpoint stands after batch " + committed + ", but there is no snapshot of it");
        }
        if (snapshot > begun) {
            throw new CheckpointException("There is a snapshot of batch " + snapshot
                    + ", but the checkpoint stands at batch " + begun + ": it was removed or put back");
        }
    }

    /** Spark names the files by the batch; -1 if there are none. */
    private static long lastBatch(Folder log) throws IOException {
        return log.names().stream()
                .filter(name -> name.matches("[0-9]+"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(-1);
    }

    private Properties readLayout() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(new String(directory.read(LAYOUT), UTF_8)));
        return properties;
    }

    private void writeLayout(Properties properties) throws IOException {
        StringWriter text = new StringWriter();
        properties.store(text, null);
        directory.replace(LAYOUT, text.toString().getBytes(UTF_8));
    }
}
