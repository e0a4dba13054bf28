package dev.healthdata.validator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.table.Table;
import dev.healthdata.validator.binary.BinaryReader;
import dev.healthdata.validator.binary.BinaryWriter;
import dev.healthdata.validator.store.LedgerStores;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which references of rows that still wait for others have been answered. It does not outlive the task: to write the row again
 * after each of its answers cost more than all else that is done with it. After a restart these rows ask again, see
 * {@link Recall}.
 */
final class Heard {
    private static final int VALUE_BYTES = 16;

    /** No row has this id. */
    private static final String RECALL = "";

    private final Optional<KeyValueStore<String, byte[]>> store;

    private Heard(Optional<KeyValueStore<String, byte[]>> store) {
        this.store = store;
    }

    /** The same for all processors of a task; a table with one reference has none. */
    static Heard of(Table table, ProcessingContext context) {
        return new Heard(LedgerStores.heard(table, context));
    }

    /** The row as it is after the answers to this version of it. */
    WaitingRow addedTo(WaitingRow row, byte[] id) {
        byte[] value = get(new String(id, UTF_8));
        if (value == null) {
            return row;
        }
        BinaryReader in = new BinaryReader(value);
        return in.getLong() == row.version() ? row.withAnswers(in.getInt(), in.getInt()) : row;
    }

    /** Whether it remembers nothing more: what a row hears then has to be stored with it. */
    boolean isFull() {
        return store.orElseThrow().approximateNumEntries() >= LedgerStores.MAX_HEARD;
    }

    /** @param row after an answer */
    void put(String id, WaitingRow row) {
        byte[] value = new BinaryWriter(VALUE_BYTES)
                .putLong(row.version())
                .putInt(row.missing())
                .putInt(row.appraisal().broken())
                .toBytes();
        store.orElseThrow().put(id, value);
    }

    void forget(String id) {
        store.ifPresent(answered -> answered.delete(id));
    }

    /** Rows up to this version that lie there or further on will ask again. */
    void askAgain(long upTo, byte[] from) {
        byte[] value = new BinaryWriter(VALUE_BYTES + from.length)
                .putLong(upTo)
                .putBytes(from)
                .toBytes();
        store.orElseThrow().put(RECALL, value);
    }

    void askNoMore() {
        forget(RECALL);
    }

    /** Whether nobody knows what it has heard, and it is still to ask again. One that misses one row has heard nothing. */
    boolean willAskAgain(byte[] id, WaitingRow stored) {
        byte[] value = get(RECALL);
        if (value == null || stored.overdue() || Integer.bitCount(stored.missing()) < 2) {
            return false;
        }
        BinaryReader in = new BinaryReader(value);
        return stored.version() <= in.getLong() && Arrays.compareUnsigned(id, in.getBytes()) >= 0;
    }

    private byte[] get(String key) {
        return store.map(answered -> answered.get(key)).orElse(null);
    }
}
