package dev.healthdata.analytics.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.analytics.publish.WholeFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The directory of the checkpoint: Spark's in {@code query}, ours in {@code snapshots} and {@code layout.properties}. */
public final class Checkpoint {
    private final Path directory;

    public Checkpoint(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Where Spark keeps offsets, commits and state. */
    public Path query() {
        return directory.resolve("query");
    }

    /** For files that need not last; emptied at each start, because a killed process leaves some behind. */
    public Path scratch() {
        return directory.resolve("scratch");
    }

    public Snapshots snapshots() {
        return new Snapshots(directory.resolve("snapshots"));
    }

    /**
     * Makes a new checkpoint, or makes sure that this one can be gone on from.
     *
     * @throws CheckpointException if it cannot
     */
    public void open(Layout layout) throws IOException {
        if (Files.exists(forgetting())) {
            forget();
        }
        remove(scratch());
        Path file = layoutFile();
        if (Files.exists(file)) {
            Properties found = read(file);
            layout.requireSame(found);
            requireSnapshotOfLastCommit();
            if (!found.equals(layout.properties())) {
                write(file, layout.properties());
            }
        } else if (Files.exists(query()) || snapshots().last().isPresent()) {
            throw new CheckpointException("The checkpoint in " + directory + " has lost its layout.properties");
        } else {
            write(file, layout.properties());
        }
    }

    /**
     * Whether nothing was read yet, so that it begins with the first record. A rebuild that was asked for has begun.
     *
     * @see #rebuild
     */
    public boolean isNew() throws IOException {
        return !Files.exists(layoutFile())
                && !Files.exists(query())
                && !Files.exists(goal())
                && snapshots().last().isEmpty();
    }

    /**
     * Makes sure that what was read is there still.
     *
     * @param ends of the topics now
     * @throws CheckpointException if this has read beyond them: they were lost, or put back from a copy
     */
    public void requireWithin(Offsets ends) throws IOException {
        Optional<Offsets> read = snapshots().lastOffsets();
        if (read.isPresent() && !ends.reach(read.get())) {
            throw new CheckpointException(
                    "The checkpoint in " + directory + " has read beyond the end of the clean topics");
        }
    }

    /**
     * Removes all state, so that everything is read again. A crash in the midst of it is made good by {@link #open}.
     *
     * @param until nothing is published until this is reached: what readers have now is better than half of it
     */
    public void rebuild(Offsets until) throws IOException {
        // The goal comes first: without it, a crash in the midst of the removal could publish half of a rebuild.
        WholeFile.replace(goal(), until.json().getBytes(UTF_8));
        WholeFile.replace(forgetting(), new byte[0]);
        forget();
    }

    private void forget() throws IOException {
        for (Path part : List.of(layoutFile(), snapshots().directory(), query())) {
            remove(part);
        }
        Files.delete(forgetting());
    }

    /** There from when a rebuild was asked for until all state is gone. */
    private Path forgetting() {
        return directory.resolve("forgetting");
    }

    private Path layoutFile() {
        return directory.resolve("layout.properties");
    }

    /** Until where a rebuild must have read before it publishes. Empty if there is none under way. */
    public Optional<Offsets> rebuildsUntil() throws IOException {
        return Files.exists(goal()) ? Optional.of(Offsets.parse(Files.readString(goal()))) : Optional.empty();
    }

    public void rebuilt() throws IOException {
        Files.deleteIfExists(goal());
    }

    private Path goal() {
        return directory.resolve("rebuild.json");
    }

    /** The batch after the last committed one is folded into the snapshot of that one, also when it runs again. */
    private void requireSnapshotOfLastCommit() throws IOException {
        long committed = lastBatch(query().resolve("commits"));
        long begun = lastBatch(query().resolve("offsets"));
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
    private static long lastBatch(Path log) throws IOException {
        if (!Files.isDirectory(log)) {
            return -1;
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(-1);
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static void write(Path file, Properties properties) throws IOException {
        StringWriter text = new StringWriter();
        properties.store(text, null);
        WholeFile.replace(file, text.toString().getBytes(UTF_8));
    }

    private static void remove(Path top) throws IOException {
        if (Files.exists(top)) {
            try (Stream<Path> all = Files.walk(top)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
