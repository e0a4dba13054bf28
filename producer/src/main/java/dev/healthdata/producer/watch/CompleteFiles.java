package dev.healthdata.producer.watch;

import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.file.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a file is complete: its size and time have not changed for a while. Looks instead of listening, since what
 * a system tells of changes is unreliable on network drives.
 */
public final class CompleteFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CompleteFiles.class);

    private final List<Path> directories;
    private final FileFinder finder;
    private final long quietNanos;
    private Map<SourceFile, Seen> seen = new HashMap<>();

    /** A file as it was when it last looked different. */
    private record Seen(SourceFile.Stamp stamp, long sinceNanos, boolean told) {
        Seen tell() {
            return new Seen(stamp, sinceNanos, true);
        }
    }

    /** @param quiet how long a file must not change to be complete */
    public CompleteFiles(List<Path> directories, FileFinder finder, Duration quiet) {
        this.directories = List.copyOf(directories);
        this.finder = finder;
        this.quietNanos = quiet.toNanos();
    }

    /** Those that are complete, and were not when this was asked before. */
    public List<SourceFile> look() {
        List<SourceFile> complete = new ArrayList<>();
        Map<SourceFile, Seen> now = new HashMap<>();
        for (Path directory : directories) {
            try {
                for (SourceFile file : finder.in(directory)) {
                    look(file, now, complete);
                }
            } catch (IOException e) {
                LOG.warn("cannot look into {} ({})", directory, e.getClass().getSimpleName());
                keep(directory, now);
            }
        }
        seen = now;
        return complete;
    }

    private void look(SourceFile file, Map<SourceFile, Seen> now, List<SourceFile> complete) {
        Seen before = seen.get(file);
        Seen current;
        try {
            SourceFile.Stamp stamp = file.stamp();
            current =
                    before != null && before.stamp().equals(stamp) ? before : new Seen(stamp, System.nanoTime(), false);
        } catch (IOException e) {
            return; // it has just gone
        }
        if (!current.told() && System.nanoTime() - current.sinceNanos() >= quietNanos) {
            complete.add(file);
            current = current.tell();
        }
        now.put(file, current);
    }

    /** A directory that cannot be read for a moment does not make its files new ones. */
    private void keep(Path directory, Map<SourceFile, Seen> now) {
        seen.forEach((file, state) -> {
            if (directory.equals(file.path().getParent())) {
                now.put(file, state);
            }
        });
    }
}
