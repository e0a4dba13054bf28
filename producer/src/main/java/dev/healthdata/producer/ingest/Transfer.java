package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.producer.csv.Position;
import dev.healthdata.producer.file.ChangeDetector;
import dev.healthdata.producer.file.CheckedContent;
import dev.healthdata.producer.judge.RowJudge;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.ledger.IngestProgress.State;
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
    private final RowJudge judge;
    private final CheckedContent content;
    private final ChangeDetector changes;
    private final IngestOptions options;
    private final Clock clock;
    private final Consumer<IngestProgress> onCommit;

    private IngestProgress committed;
    private long rows;
    private long malformed;
    private long rejected;

    Transfer(
            Transactions transactions,
            CsvFile csv,
            RawRecords records,
            RowJudge judge,
            CheckedContent content,
            ChangeDetector changes,
            IngestOptions options,
            Clock clock,
            Consumer<IngestProgress> onCommit) {
        this.transactions = transactions;
        this.csv = csv;
        this.records = records;
        this.judge = judge;
        this.content = content;
        this.changes = changes;
        this.options = options;
        this.clock = clock;
        this.onCommit = onCommit;
    }

    /** What the transfer came to. */
    enum End {
        COMPLETE,
        HALTED,
        CHANGED,
        STOPPED
    }

    End run(IngestProgress from, BooleanSupplier stopping, IngestObserver observer) throws IOException {
        committed = from;
        rows = from.rows();
        malformed = from.malformed();
        rejected = from.rejected();
        if (from.records() > 0) {
            csv.skipTo(new Position(from.bytes(), from.records(), from.lines()));
        }
        while (true) {
            transactions.begin();
            State state = sendBatch(observer);
            if (changes.isChanged() || (state == State.DONE && !content.isUnchanged())) {
                transactions.abort();
                return End.CHANGED;
            }
            committed = progress(state);
            transactions.commit(committed);
            onCommit.accept(committed);
            observer.advanced(committed);
            if (state == State.DONE) {
                return End.COMPLETE;
            }
            if (state == State.HALTED) {
                return End.HALTED;
            }
            if (stopping.getAsBoolean()) {
                return End.STOPPED;
            }
        }
    }

    /** What to do about the rest. */
    private State sendBatch(IngestObserver observer) throws IOException {
        long deadline = System.nanoTime() + options.timePerTransaction().toNanos();
        for (int sent = 0; sent < options.rowsPerTransaction(); sent++) {
            if (isHalted() && csv.hasNext()) {
                return State.HALTED;
            }
            Optional<CsvRow> row = csv.next();
            if (row.isEmpty()) {
                return State.DONE;
            }
            send(row.get());
            if (sent % OBSERVE_EVERY == 0) {
                observer.advanced(progress(committed.state()));
            }
            if (System.nanoTime() - deadline > 0) {
                break;
            }
        }
        return committed.state();
    }

    private boolean isHalted() {
        return committed.state() != State.FORCED && options.halt().halts(rows + malformed, rejected);
    }

    private void send(CsvRow row) {
        transactions.send(records.of(row));
        if (row instanceof CsvRow.Malformed) {
            malformed++;
        } else {
            rows++;
        }
        if (judge.rejects(row)) {
            rejected++;
        }
    }

    private IngestProgress progress(State state) {
        Position position = csv.position();
        return new IngestProgress(
                committed.file(),
                committed.table(),
                position.bytes(),
                position.lines(),
                rows,
                malformed,
                rejected,
                committed.earlier(),
                state,
                committed.started(),
                clock.instant());
    }
}
