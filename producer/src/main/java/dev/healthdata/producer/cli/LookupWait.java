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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Holds files back until those that their values are looked up in have come, too, and gives them again when these change: what
 * becomes of rows must not depend on which of the files came first.
 */
final class LookupWait {
    private final Feeds feeds;
    private final Predicate<SourceFile> isComplete;
    private final Duration quiet;
    private final PrintWriter err;
    private final Set<SourceFile> waiting = new LinkedHashSet<>();
    private final Map<Path, Seen> seen = new HashMap<>();
    /** Files that were given, each with what it needs as that looked then. */
    private final Map<SourceFile, Map<Path, SourceFile.Stamp>> given = new HashMap<>();

    /** A file that is needed, as it was when it last looked different. */
    private record Seen(SourceFile.Stamp stamp, long sinceNanos) {}

    /**
     * Holds back what the mapping tells.
     *
     * @param isComplete asked of files that were told as complete, which may be written to again while they wait; they are told
     *     again then
     * @param quiet how long a file that is needed must not have changed
     */
    LookupWait(Feeds feeds, Predicate<SourceFile> isComplete, Duration quiet, PrintWriter err) {
        this.feeds = feeds;
        this.isComplete = isComplete;
        this.quiet = quiet;
        this.err = err;
    }

    /** Those that can be read now: of the new ones, and of those that waited. */
    List<SourceFile> ready(List<SourceFile> complete) {
        List<SourceFile> ready = new ArrayList<>();
        Set<SourceFile> all = new LinkedHashSet<>(waiting);
        all.addAll(complete);
        for (SourceFile file : all) {
            Map<Path, SourceFile.Stamp> needed = stamps(file);
            if (isWhole(file)) {
                waiting.remove(file);
                ready.add(file);
                if (!needed.isEmpty()) {
                    given.put(file, needed);
                }
            } else if (waiting.add(file)) {
                tell(file, feeds.missing(file));
            }
        }
        return ready;
    }

    /**
     * Those that were ready, and whose values are looked up in files that look different since. Only their content tells whether
     * anything is new.
     *
     * @param there the files that are there now; others are forgotten
     */
    List<SourceFile> changed(Set<SourceFile> there) {
        given.keySet().retainAll(there);
        waiting.retainAll(there);
        Map<Path, Optional<SourceFile.Stamp>> now = new HashMap<>();
        List<SourceFile> suspect = given.entrySet().stream()
                .filter(file -> file.getValue().entrySet().stream()
                        .anyMatch(needed -> !now.computeIfAbsent(needed.getKey(), LookupWait::stamp)
                                .equals(Optional.of(needed.getValue()))))
                .map(Map.Entry::getKey)
                .toList();
        return suspect.isEmpty() ? suspect : again(suspect);
    }

    private List<SourceFile> again(List<SourceFile> suspect) {
        List<SourceFile> changed = new ArrayList<>();
        for (SourceFile file : suspect) {
            Map<Path, SourceFile.Stamp> needed = stamps(file);
            if (isWhole(file)) {
                given.put(file, needed);
                changed.add(file);
            }
        }
        return changed;
    }

    /** Taken before the files are read: what changes meanwhile is noticed later. */
    private Map<Path, SourceFile.Stamp> stamps(SourceFile file) {
        Map<Path, SourceFile.Stamp> stamps = new HashMap<>();
        feeds.needed(file).forEach(path -> stamp(path).ifPresent(stamp -> stamps.put(path, stamp)));
        return stamps;
    }

    private static Optional<SourceFile.Stamp> stamp(Path file) {
        try {
            return Optional.of(new SourceFile(file).stamp());
        } catch (IOException e) {
            return Optional.empty(); // it has just gone
        }
    }

    private void tell(SourceFile file, List<String> missing) {
        if (!missing.isEmpty()) {
            err.println(file.name() + ": waits for " + String.join(", ", missing) + ", which it needs beside it");
        }
    }

    private boolean isWhole(SourceFile file) {
        return isComplete.test(file) && isReady(file);
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
