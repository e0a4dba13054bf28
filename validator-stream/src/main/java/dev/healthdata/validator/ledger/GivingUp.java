package dev.healthdata.validator.ledger;

import dev.healthdata.records.ledger.Versions;
import dev.healthdata.validator.store.Alarm;
import dev.healthdata.validator.store.Keys;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Gives up rows that were reported and have waited for too long. It goes through all that wait, a piece at a time. */
final class GivingUp {
    private static final int PIECE = 2_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ProcessingContext context;
    private final Retention retention;
    private final Books books;
    private final WaitingRows waiting;
    private final Ledger ledger;
    private final Alarm round;
    private final Alarm piece;
    private byte[] next = Keys.FIRST;

    GivingUp(ProcessingContext context, Retention retention, Books books, WaitingRows waiting, Ledger ledger) {
        this.context = context;
        this.retention = retention;
        this.books = books;
        this.waiting = waiting;
        this.ledger = ledger;
        this.round = new Alarm(context, retention.check(), this::look);
        this.piece = new Alarm(context, PAUSE, this::look);
    }

    void begin() {
        if (retention.isLimited()) {
            round.arm();
        }
    }

    private void look() {
        books.open();
        List<KeyValue<byte[], WaitingRow>> rows = books.anyOverdue() ? waiting.from(next, PIECE) : List.of();
        for (KeyValue<byte[], WaitingRow> row : rows) {
            if (row.value.overdue() && isTooOld(row.value)) {
                ledger.giveUp(row.key, row.value);
            }
        }
        books.close();
        if (rows.size() < PIECE) {
            next = Keys.FIRST;
            round.arm();
        } else {
            next = Keys.after(rows.get(PIECE - 1).key);
            piece.arm();
        }
    }

    private boolean isTooOld(WaitingRow row) {
        return retention.isOver(Versions.arrival(row.version()), context.currentSystemTimeMs());
    }
}
