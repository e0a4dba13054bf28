package dev.healthdata.producer.ingest;

import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.records.ledger.IngestProgress;
import java.util.List;

/** Told what happens to a file, in the thread that sends it. Must be quick. */
public interface IngestObserver {
    /** Some more of a file was read, whether any of it is sent or not: how often is up to how it is read. */
    default void reading() {}

    /** Before the first row. */
    default void started(SourceFile file, Fingerprint fingerprint, IngestProgress from) {}

    /** Columns of the header that the table has not; their values are left out. Never empty. */
    default void unknownColumns(SourceFile file, List<String> columns) {}

    /** Every few hundred rows, which are sent but not necessarily committed. */
    default void advanced(IngestProgress now) {}
}
