package dev.healthdata.validator.ledger;

import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.ledger.Versions;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The tally of a task, between {@link #open()} and {@link #close()}. The processors of a task share the store, one after
 * the other: none may forward to another while its books are open.
 */
public final class Books {
    private final KeyValueStore<String, byte[]> store;
    private long rawOffset;
    private long version;
    private long rows;
    private long rejected;
    private long clean;
    private long waiting;
    private long overdue;
    private long openDeadLetters;
    private long sent;
    private long received;

    public Books(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    public void open() {
        byte[] stored = store.get(Tally.KEY);
        Tally tally = stored == null ? Tally.NONE : Tally.decode(stored);
        rawOffset = tally.rawOffset();
        version = tally.version();
        rows = tally.rows();
        rejected = tally.rejected();
        clean = tally.clean();
        waiting = tally.waiting();
        overdue = tally.overdue();
        openDeadLetters = tally.openDeadLetters();
        sent = tally.sent();
        received = tally.received();
    }

    public void close() {
        Tally tally =
                new Tally(rawOffset, version, rows, rejected, clean, waiting, overdue, openDeadLetters, sent, received);
        store.put(Tally.KEY, tally.encode());
    }

    /** Takes a raw record and gives it its version. */
    long take(long appendTime, long offset) {
        rawOffset = offset;
        rows++;
        version = Versions.next(appendTime, offset, version);
        return version;
    }

    /** Takes a raw record that is no row. */
    long takeNoRow(long appendTime, long offset) {
        take(appendTime, offset);
        rows--;
        return version;
    }

    /** The version of the last raw record that was taken. */
    long version() {
        return version;
    }

    boolean anyWaiting() {
        return waiting > 0;
    }

    /** Any that has not been reported. */
    boolean anyWaitingInTime() {
        return waiting > overdue;
    }

    boolean anyOverdue() {
        return overdue > 0;
    }

    boolean anyOpenDeadLetters() {
        return openDeadLetters > 0;
    }

    void addRejected() {
        rejected++;
    }

    void addClean() {
        clean++;
    }

    void addWaiting(int rowsMore) {
        waiting += rowsMore;
    }

    void addOverdue(int rowsMore) {
        overdue += rowsMore;
    }

    void addOpenDeadLetters(int more) {
        openDeadLetters += more;
    }

    public void addSent(int more) {
        sent += more;
    }

    public void addReceived(int more) {
        received += more;
    }
}
