package dev.healthdata.validator.ledger;

import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.store.Keys;
import dev.healthdata.validator.store.LedgerStores;
import dev.healthdata.validator.store.SparseStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The rows of a task that wait, by id; keeps their number in the books. A table without references has none. */
final class WaitingRows {
    private final Optional<SparseStore> store;
    private final Books books;

    private WaitingRows(Optional<SparseStore> store, Books books) {
        this.store = store;
        this.books = books;
    }

    static WaitingRows of(Table table, ProcessingContext context, Books books) {
        return new WaitingRows(LedgerStores.waiting(table, context), books);
    }

    Optional<WaitingRow> find(byte[] id) {
        return books.anyWaiting() ? store.map(rows -> rows.get(id)).map(WaitingRow::decode) : Optional.empty();
    }

    /** @param before what {@link #find} gave for the id */
    void put(byte[] id, Optional<WaitingRow> before, WaitingRow row) {
        SparseStore rows = store.orElseThrow();
        if (!books.anyWaiting()) {
            rows.forget();
        }
        rows.put(id, row.encode());
        books.addWaiting(before.isPresent() ? 0 : 1);
        books.addOverdue((row.overdue() ? 1 : 0) - (isOverdue(before) ? 1 : 0));
    }

    /** @param row what {@link #find} gave for the id */
    void remove(byte[] id, WaitingRow row) {
        store.orElseThrow().delete(id);
        books.addWaiting(-1);
        books.addOverdue(row.overdue() ? -1 : 0);
    }

    /** Goes through those of a higher version, which takes as long as there are rows. */
    void forEachAbove(long version, BiConsumer<byte[], WaitingRow> action) {
        try (KeyValueIterator<byte[], byte[]> all = store.orElseThrow().range(Keys.FIRST)) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> each = all.next();
                if (WaitingRoom.version(each.value) > version) {
                    action.accept(each.key, WaitingRow.decode(each.value));
                }
            }
        }
    }

    /** The first of those with this id or a higher one. */
    List<KeyValue<byte[], WaitingRow>> from(byte[] id, int limit) {
        List<KeyValue<byte[], WaitingRow>> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> all = store.orElseThrow().range(id)) {
            while (rows.size() < limit && all.hasNext()) {
                KeyValue<byte[], byte[]> each = all.next();
                rows.add(KeyValue.pair(each.key, WaitingRow.decode(each.value)));
            }
        }
        return rows;
    }

    private static boolean isOverdue(Optional<WaitingRow> row) {
        return row.map(WaitingRow::overdue).orElse(false);
    }
}
