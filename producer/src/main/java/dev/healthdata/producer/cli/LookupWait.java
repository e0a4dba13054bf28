package dev.healthdata.producer.cli;

import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feeds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds files back until those that their values are looked up in have come, too. */
final class LookupWait {
    private final Feeds feeds;
    private final Duration quiet;
    private final PrintWriter err;
    private final Set<SourceFile> waiting = new LinkedHashSet<>();
    private final Map<Path, Seen> seen = new HashMap<>();

    /** A file that is needed, as it was when it last looked different. */
    private record Seen(SourceFile.Stamp stamp, long sinceNanos) {}

    /** @param quiet how long a file that is needed must not have changed */
    LookupWait(Feeds feeds, Duration quiet, PrintWriter err) {
        this.feeds = feeds;
        this.quiet = quiet;
        this.err = err;
    }

    /** Those that can be read now: of the new ones, and of those that waited. */
    List<SourceFile> ready(List<SourceFile> complete) {
        List<SourceFile> ready = new ArrayList<>();
        Set<SourceFile> all = new LinkedHashSet<>(waiting);
        all.addAll(complete);
        for (SourceFile file : all) {
            if (isReady(file)) {
                waiting.remove(file);
                ready.add(file);
            } else if (waiting.add(file)) {
                tell(file, feeds.missing(file));
            }
        }
        return ready;
    }

    private void tell(SourceFile file, List<String> missing) {
        if (!missing.isEmpty()) {
            err.println(file.name() + ": waits for " + String.join(", ", missing) + ", which it needs beside it");
        }
    }

    /** Whether all that a file needs is there and complete. */
    boolean isReady(SourceFile file) {
        return feeds.missing(file).isEmpty() && feeds.needed(file).stream().allMatch(this::isQuiet);
    }

    /** By its time; or by what it looks like, since the clock that gave it its time may be ahead. */
    private boolean isQuiet(Path file) {
        try {
            SourceFile.Stamp now = new SourceFile(file).stamp();
            Seen last = seen.compute(
                    file,
                    (path, before) ->
                            before != null && before.stamp().equals(now) ? before : new Seen(now, System.nanoTime()));
            return now.modified().toInstant().plus(quiet).isBefore(Instant.now())
                    || System.nanoTime() - last.sinceNanos() > quiet.toNanos();
        } catch (IOException e) {
            return false; // it has just gone
        }
    }
}
