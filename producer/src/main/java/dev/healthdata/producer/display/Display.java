package dev.healthdata.producer.display;

import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.IngestObserver;
import dev.healthdata.producer.ingest.Outcome;
import java.util.List;

/** Shows how files get on. */
public interface Display extends IngestObserver {
    /** Before the first file of several; more may be added later. */
    default void expect(int files) {}

    /** All files that were found are done with, for now. */
    default void looked() {}

    default void finished(SourceFile file, Outcome outcome) {}

    /** All of them, in this order. */
    static Display all(List<Display> displays) {
        return new Displays(displays);
    }
}
