package dev.healthdata.producer.watch;

import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.file.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a file is complete: its size and time have not changed for a while, or it was moved into its directory and is
 * the same when looked at again. Looks at all files instead of only listening, since what a system tells of changes is
 * unreliable on network drives.
 */
public final class CompleteFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompleteFiles.class);

    /** What is heard of a change comes a little later than the change can be seen. */
    private static final Duration HEARD = Duration.ofMillis(50);

    private final List<Path> directories;
    private final FileFinder finder;
    private final long quietNanos;
    private final MovedFiles moved;
    private final Set<Path> hidden = new HashSet<>();
    private Map<SourceFile, Seen> seen = new HashMap<>();

    /** A file as it was when it last looked different. */
    private record Seen(SourceFile.Stamp stamp, long sinceNanos, boolean told) {
        Seen tell() {
            return new Seen(stamp, sinceNanos, true);
        }

        boolean isFor(long nanos) {
            return System.nanoTime() - sinceNanos >= nanos;
        }
    }

    /** @param quiet how long a file must not change to be complete, unless it was moved in */
    public CompleteFiles(List<Path> directories, FileFinder finder, Duration quiet) {
        this.directories = List.copyOf(directories);
        this.finder = finder;
        this.quietNanos = quiet.toNanos();
        this.moved = new MovedFiles(this.directories);
    }

    /** Those that are complete, and were not when this was asked before. */
    public List<SourceFile> look() {
        Set<Path> settled = moved.files();
        Map<SourceFile, Seen> now = see();
        // After the files were looked at: what is heard of none of them until then was moved in as it looks.
        moved.update();
        List<SourceFile> complete = new ArrayList<>();
        now.replaceAll((file, current) -> {
            if (current.told() || !isComplete(file, current)) {
                return current;
            }
            complete.add(file);
            return current.tell();
        });
        now.forEach((file, current) -> {
            if (!current.told()) {
                settled.remove(file.path());
            }
        });
        moved.forget(settled); // but not what has been heard since, and was not looked at
        seen = now;
        return complete;
    }

    /** Whether the last look was one into all directories: of one that cannot be read, files that come are not told. */
    public boolean hasSeenAll() {
        return hidden.isEmpty();
    }

    /** All that were there at the last look, complete or not. */
    public Set<SourceFile> there() {
        return Collections.unmodifiableSet(seen.keySet());
    }

    /** Whether a file that was told as complete still looks as it did then. */
    public boolean isComplete(SourceFile file) {
        Seen last = seen.get(file);
        return last != null && last.told() && stamp(file).equals(Optional.of(last.stamp()));
    }

    /** Whether it is worth to look again: a file was moved in. Costs next to nothing, however many files there are. */
    public boolean hasNews() {
        moved.update();
        return moved.anyMatch(path -> isNew(new SourceFile(path)));
    }

    private boolean isNew(SourceFile file) {
        Seen last = seen.get(file);
        return last == null || (last.told() ? isAnother(file, last) : isComplete(file, last));
    }

    private static boolean isAnother(SourceFile file, Seen last) {
        return stamp(file).filter(now -> !now.equals(last.stamp())).isPresent();
    }

    private static Optional<SourceFile.Stamp> stamp(SourceFile file) {
        try {
            return Optional.of(file.stamp());
        } catch (IOException e) {
            return Optional.empty(); // It has just gone.
        }
    }

    private Map<SourceFile, Seen> see() {
        Map<SourceFile, Seen> now = new LinkedHashMap<>();
        for (Path directory : directories) {
            try {
                for (SourceFile file : finder.in(directory)) {
                    see(file, now);
                }
                if (hidden.remove(directory)) {
                    LOG.info("can look into {} again", directory);
                }
            } catch (IOException e) {
                if (hidden.add(directory)) { // looks follow each other quickly
                    LOG.warn("cannot look into {} ({})", directory, e.getClass().getSimpleName());
                }
                keep(directory, now);
            }
        }
        return now;
    }

    private void see(SourceFile file, Map<SourceFile, Seen> now) {
        Seen before = seen.get(file);
        try {
            SourceFile.Stamp stamp = file.stamp();
            now.put(
                    file,
                    before != null && before.stamp().equals(stamp)
                            ? before
                            : new Seen(stamp, System.nanoTime(), false));
        } catch (IOException e) {
            // It has just gone.
        }
    }

    private boolean isComplete(SourceFile file, Seen current) {
        return current.isFor(quietNanos) || (current.isFor(HEARD.toNanos()) && isMovedIn(file, current));
    }

    /** A link is made like a file that is moved in, but what it leads to may be written to unheard. */
    private boolean isMovedIn(SourceFile file, Seen current) {
        return moved.contains(file.path()) && current.stamp().size() > 0 && !Files.isSymbolicLink(file.path());
    }

    /** A directory that cannot be read for a moment does not make its files new ones. */
    private void keep(Path directory, Map<SourceFile, Seen> now) {
        seen.forEach((file, state) -> {
            if (directory.equals(file.path().getParent())) {
                now.put(file, state);
            }
        });
    }

    @Override
    public void close() {
        moved.close();
    }
}
