package dev.healthdata.producer.display;

import dev.healthdata.producer.ingest.IngestObserver;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import java.util.List;
import java.util.function.Predicate;

/** Shows how files get on. */
public interface Display extends IngestObserver {
    /** Before the first file of several; more may be added later. */
    default void expect(int files) {}

    /** @param all whether all directories could be looked into, just now */
    default void lookedInto(boolean all) {}

    /**
     * All files that were found are done with, for now.
     *
     * @param isReleased tells by the key of the books of a file that was halted whether it is not any more
     */
    default void looked(Predicate<String> isReleased) {}

    default void finished(Feed feed, Outcome outcome) {}

    /** All of them, in this order. */
    static Display all(List<Display> displays) {
        return new Displays(displays);
    }
}
