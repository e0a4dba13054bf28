package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.producer.csv.Position;
import dev.healthdata.producer.file.ChangeDetector;
import dev.healthdata.producer.file.CheckedContent;
import dev.healthdata.records.ledger.IngestProgress;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Sends the rows of one opened file from where its books say to its end. */
final class Transfer {
    private static final int OBSERVE_EVERY = 256;

    private final Transactions transactions;
    private final CsvFile csv;
    private final RawRecords records;
    private final CheckedContent content;
    private final ChangeDetector changes;
    private final IngestOptions options;
    private final Clock clock;
    private final Consumer<IngestProgress> onCommit;

    private IngestProgress committed;
    private long rows;
    private long malformed;

    Transfer(
            Transactions transactions,
            CsvFile csv,
            RawRecords records,
            CheckedContent content,
            ChangeDetector changes,
            IngestOptions options,
            Clock clock,
            Consumer<IngestProgress> onCommit) {
        this.transactions = transactions;
        this.csv = csv;
        this.records = records;
        this.content = content;
        this.changes = changes;
        this.options = options;
        this.clock = clock;
        this.onCommit = onCommit;
    }

    /** What the transfer came to. */
    enum End {
        COMPLETE,
        CHANGED,
        STOPPED
    }

    End run(IngestProgress from, BooleanSupplier stopping, IngestObserver observer) throws IOException {
        committed = from;
        rows = from.rows();
        malformed = from.malformed();
        if (from.records() > 0) {
            csv.skipTo(new Position(from.bytes(), from.records(), from.lines()));
        }
        while (true) {
            transactions.begin();
            boolean more = sendBatch(observer);
            if (changes.isChanged() || (!more && !content.isUnchanged())) {
                transactions.abort();
                return End.CHANGED;
            }
            IngestProgress progress = progress(!more);
            transactions.commit(progress);
            committed = progress;
            onCommit.accept(progress);
            observer.advanced(rows, malformed, csv.position().bytes());
            if (!more) {
                return End.COMPLETE;
            }
            if (stopping.getAsBoolean()) {
                return End.STOPPED;
            }
        }
    }

    /** Whether there may be more rows. */
    private boolean sendBatch(IngestObserver observer) throws IOException {
        long deadline = System.nanoTime() + options.timePerTransaction().toNanos();
        for (int sent = 0; sent < options.rowsPerTransaction(); sent++) {
            Optional<CsvRow> row = csv.next();
            if (row.isEmpty()) {
                return false;
            }
            transactions.send(records.of(row.get()));
            if (row.get() instanceof CsvRow.Malformed) {
                malformed++;
            } else {
                rows++;
            }
            if (sent % OBSERVE_EVERY == 0) {
                observer.advanced(rows, malformed, csv.position().bytes());
            }
            if (System.nanoTime() - deadline > 0) {
                return true;
            }
        }
        return true;
    }

    private IngestProgress progress(boolean done) {
        Position position = csv.position();
        return new IngestProgress(
                committed.file(),
                committed.table(),
                position.bytes(),
                position.lines(),
                rows,
                malformed,
                committed.earlier(),
                done,
                committed.started(),
                clock.instant());
    }
}
