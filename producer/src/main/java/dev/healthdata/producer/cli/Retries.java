package dev.healthdata.producer.cli;

import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files whose obstacle may go without a change of theirs: they are tried again from time to time. */
final class Retries {
    private final long everyNanos;
    private final Map<Feed, Failed> failed = new LinkedHashMap<>();
    private long lastNanos = System.nanoTime();

    /** What became of a file, and what it looked like then, if it could be asked: a network drive may have gone. */
    private record Failed(Outcome outcome, Optional<SourceFile.Stamp> stamp) {}

    Retries(Duration every) {
        this.everyNanos = every.toNanos();
    }

    /**
     * Takes note of what became of a file.
     *
     * @return whether it is another outcome than the last one
     */
    boolean note(Feed feed, Outcome outcome) {
        Failed before = failed.remove(feed);
        if (outcome.mayPass()) {
            try {
                failed.put(feed, new Failed(outcome, Optional.of(feed.file().stamp())));
            } catch (NoSuchFileException e) {
                // It is gone, and a new one when it comes again.
            } catch (IOException e) {
                failed.put(feed, new Failed(outcome, Optional.empty()));
            }
        }
        return before == null || !before.outcome().equals(outcome);
    }

    /** What is to be tried now, if its time has come. Files that look different are left to those who wait for them. */
    List<Feed> due() {
        if (failed.isEmpty() || System.nanoTime() - lastNanos < everyNanos) {
            return List.of();
        }
        lastNanos = System.nanoTime();
        failed.entrySet().removeIf(entry -> isAnother(entry.getKey().file(), entry.getValue()));
        return new ArrayList<>(failed.keySet());
    }

    /** What is known of the last attempt, of those that are to be tried again. */
    Optional<Outcome> last(Feed feed) {
        return Optional.ofNullable(failed.get(feed)).map(Failed::outcome);
    }

    private static boolean isAnother(SourceFile file, Failed before) {
        try {
            SourceFile.Stamp now = file.stamp();
            return before.stamp().filter(then -> !then.equals(now)).isPresent();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false; // nobody knows, and nobody else would come back to it
        }
    }
}
