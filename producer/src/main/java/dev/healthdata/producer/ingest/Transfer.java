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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Sends the rows of one opened file from where its books say to its end. */
final class Transfer {
    private static final int OBSERVE_EVERY = 256;

    /** Shorter pauses are saved up: a system cannot sleep for so short. */
    private static final long SHORTEST_PAUSE = 2_000_000;

    /** How long it may take until somebody who waits hears that all is to end. */
    private static final long LONGEST_SLEEP = 200_000_000;

    private final Transactions transactions;
    private final CsvFile csv;
    private final RawRecords records;
    private final RowJudge judge;
    private final CheckedContent content;
    private final ChangeDetector changes;
    private final IngestOptions options;
    private final Clock clock;
    private final Consumer<IngestProgress> beforeCommit;

    private IngestProgress committed;
    private long rows;
    private long malformed;
    private long rejected;
    private long leftOut;

    /** Behind the last row that was sent. */
    private Position reached;

    /** A row that was read, but whose turn has not come; null if there is none. */
    private CsvRow waiting;

    private long turn;

    Transfer(
            Transactions transactions,
            CsvFile csv,
            RawRecords records,
            RowJudge judge,
            CheckedContent content,
            ChangeDetector changes,
            IngestOptions options,
            Clock clock,
            Consumer<IngestProgress> beforeCommit) {
        this.transactions = transactions;
        this.csv = csv;
        this.records = records;
        this.judge = judge;
        this.content = content;
        this.changes = changes;
        this.options = options;
        this.clock = clock;
        this.beforeCommit = beforeCommit;
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
        leftOut = from.leftOut();
        if (from.read() > 0) {
            csv.skipTo(new Position(from.bytes(), from.read(), from.lines()));
        }
        reached = csv.position();
        while (true) {
            if (!awaitTurn(stopping)) {
                return End.STOPPED;
            }
            transactions.begin();
            State state = sendBatch(observer);
            if (changes.isChanged() || (state == State.DONE && !content.isUnchanged())) {
                transactions.abort();
                return End.CHANGED;
            }
            committed = progress(state);
            beforeCommit.accept(committed);
            transactions.commit(committed);
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
            Optional<CsvRow> row = next();
            if (row.isEmpty()) {
                reached = csv.position();
                return State.DONE;
            }
            if (turn - System.nanoTime() >= SHORTEST_PAUSE) {
                if (turn - deadline > 0) {
                    waiting = row.get(); // a transaction must not be open for as long as that may be
                    break;
                }
                LockSupport.parkNanos(turn - System.nanoTime());
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

    /** The next row, and when its turn is. */
    private Optional<CsvRow> next() throws IOException {
        Optional<CsvRow> row = waiting == null ? csv.next() : Optional.of(waiting);
        if (waiting == null && row.isPresent() && !(row.get() instanceof CsvRow.LeftOut)) {
            turn = options.pace().turnOf(csv.table(), row.get());
        }
        waiting = null;
        return row;
    }

    /** Waits between two transactions; false if all is to end. */
    private boolean awaitTurn(BooleanSupplier stopping) {
        while (waiting != null && turn - System.nanoTime() > 0) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(turn - System.nanoTime(), LONGEST_SLEEP));
        }
        return true;
    }

    private boolean isHalted() {
        return committed.state() != State.FORCED && options.halt().halts(rows + malformed, rejected);
    }

    private void send(CsvRow row) {
        reached = csv.position();
        if (row instanceof CsvRow.LeftOut) {
            leftOut++;
            return;
        }
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
        return new IngestProgress(
                committed.file(),
                committed.table(),
                committed.way(),
                reached.bytes(),
                reached.lines(),
                rows,
                malformed,
                rejected,
                leftOut,
                committed.earlier(),
                state,
                committed.started(),
                clock.instant());
    }
}
