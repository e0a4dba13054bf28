package dev.healthdata.validator.ledger;

import dev.healthdata.validator.store.Keys;
import java.util.List;
import org.apache.kafka.streams.KeyValue;

/**
 * The rows that waited when the task began, had asked, and may have heard of some of those that they refer to, which was not
 * stored: they ask again about all. They are read a piece at a time, since there is no limit to how many wait.
 */
final class Recall {
    private static final int PIECE = 2_000;

    private final WaitingRows waiting;
    private final Heard heard;
    private final long upTo;
    private byte[] next = Keys.FIRST;

    /** @param upTo the version up to which rows had asked */
    Recall(WaitingRows waiting, Heard heard, long upTo) {
        this.waiting = waiting;
        this.heard = heard;
        this.upTo = upTo;
        heard.askAgain(upTo, next);
    }

    /** Whether all have been given. */
    boolean isOver() {
        return next == null;
    }

    /** The next of them, each as it is after what it has heard since the task began. */
    List<KeyValue<byte[], WaitingRow>> piece() {
        List<KeyValue<byte[], WaitingRow>> rows = waiting.from(next, PIECE);
        List<KeyValue<byte[], WaitingRow>> piece = rows.stream()
                .filter(row -> heard.willAskAgain(row.key, row.value))
                .toList();
        if (rows.size() < PIECE) {
            next = null;
            heard.askNoMore();
        } else {
            next = Keys.after(rows.get(PIECE - 1).key);
            heard.askAgain(upTo, next);
        }
        return piece.stream()
                .map(row -> KeyValue.pair(row.key, heard.addedTo(row.value, row.key)))
                .toList();
    }
}
