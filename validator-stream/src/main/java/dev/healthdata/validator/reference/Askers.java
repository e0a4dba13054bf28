package dev.healthdata.validator.reference;

import dev.healthdata.records.table.Table;
import dev.healthdata.validator.store.LedgerStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The askers of a task, by the row that they ask about. */
final class Askers {
    private final KeyValueStore<byte[], byte[]> store;
    /** Never less than there are, so that nothing is sought where there is nothing, which is the rule. */
    private long atMost;

    Askers(Table table, ProcessingContext context) {
        this.store = LedgerStores.askers(table, context);
    }

    /** Goes through all of them and counts them; those who ask about one row come one after the other. */
    void forEach(Consumer<Asker> action) {
        atMost = 0;
        try (KeyValueIterator<byte[], byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> each = all.next();
                atMost++;
                action.accept(Asker.decode(each.key, each.value));
            }
        }
    }

    /** Whether there may be any: if not, nothing needs to be sought. */
    boolean any() {
        return atMost > 0;
    }

    /** Takes the place of the same row's older version. */
    void put(byte[] key, Asker asker) {
        store.put(key, asker.value());
        atMost++;
    }

    void markReported(byte[] key, Asker asker) {
        store.put(key, asker.asReported().value());
    }

    Optional<Asker> find(byte[] key) {
        return Optional.ofNullable(store.get(key)).map(value -> Asker.decode(key, value));
    }

    List<Asker> about(String parentId) {
        List<Asker> found = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> all =
                store.prefixScan(Asker.prefix(parentId), new ByteArraySerializer())) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> each = all.next();
                found.add(Asker.decode(each.key, each.value));
            }
        }
        return found;
    }

    void remove(Asker asker) {
        store.delete(asker.key());
        atMost--;
    }
}
