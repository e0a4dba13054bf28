package dev.healthdata.validator.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.table.Table;
import dev.healthdata.validator.store.KeyFilter;
import dev.healthdata.validator.store.Keys;
import dev.healthdata.validator.store.LedgerStores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The askers of a task, by the row that they ask about. There is no limit to how many they are, so that they are gone through a
 * piece at a time, the first time when the task begins.
 */
final class Askers {
    private final KeyValueStore<byte[], byte[]> store;
    /** Of the rows that are asked about: to seek those who ask about a row that nobody does costs more than all else of it. */
    private final KeyFilter parents;
    /** Where the pass that is under way goes on; null if none is. */
    private byte[] next = Keys.FIRST;

    /** Whether a pass has come to its end. */
    private boolean counted;
    /** Never less than there are, where they have been counted: nothing is sought where there is nothing, which is the rule. */
    private long atMost;

    Askers(Table table, ProcessingContext context) {
        this.store = LedgerStores.askers(table, context);
        this.parents = LedgerStores.parentsOfAskers(table, context);
        parents.fill(store, Asker::parentId);
    }

    /** From the beginning again. */
    void beginPass() {
        atMost = counted ? atMost : 0;
        next = Keys.FIRST;
    }

    boolean isPassing() {
        return next != null;
    }

    /** Whether the pass that is under way will meet this one. */
    boolean willPass(byte[] key) {
        return isPassing() && Arrays.compareUnsigned(key, next) >= 0;
    }

    /** The next piece of the pass, if one is under way; those who ask about one row come one after the other. */
    List<Asker> pass(int limit) {
        if (!isPassing()) {
            return List.of();
        }
        List<Asker> piece;
        try (KeyValueIterator<byte[], byte[]> all = store.range(next, null)) {
            piece = take(all, limit);
        }
        atMost += counted ? 0 : piece.size();
        if (piece.size() < limit) {
            next = null;
            counted = true;
        } else {
            next = Keys.after(piece.get(limit - 1).key());
        }
        return piece;
    }

    /** Whether there may be any: if not, nothing needs to be sought. */
    boolean any() {
        return !counted || atMost > 0;
    }

    /** Whether there may be any who ask about this row. */
    boolean anyAbout(String parentId) {
        return any() && parents.mayContain(parentId.getBytes(UTF_8));
    }

    /** Takes the place of the same row's older version. */
    void put(byte[] key, Asker asker) {
        if (!any()) {
            parents.forget();
        }
        parents.add(asker.question().parentId().getBytes(UTF_8));
        store.put(key, asker.value());
        atMost += isToBeCounted(key) ? 0 : 1;
    }

    /** One that is there. */
    void replace(byte[] key, Asker asker) {
        store.put(key, asker.value());
    }

    Optional<Asker> find(byte[] key) {
        return Optional.ofNullable(store.get(key)).map(value -> Asker.decode(key, value));
    }

    int count(String parentId) {
        int count = 0;
        try (KeyValueIterator<byte[], byte[]> all =
                store.prefixScan(Asker.prefix(parentId), new ByteArraySerializer())) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    /** @param from of them, those with this key or a higher one */
    List<Asker> about(String parentId, byte[] from, int limit) {
        try (KeyValueIterator<byte[], byte[]> all = store.range(from, Asker.behindAll(parentId))) {
            return take(all, limit);
        }
    }

    void remove(Asker asker) {
        byte[] key = asker.key();
        store.put(key, null); // unlike delete(), without a look at what was there
        atMost -= isToBeCounted(key) ? 0 : 1;
    }

    private boolean isToBeCounted(byte[] key) {
        return !counted && willPass(key);
    }

    private static List<Asker> take(KeyValueIterator<byte[], byte[]> all, int limit) {
        List<Asker> taken = new ArrayList<>();
        while (taken.size() < limit && all.hasNext()) {
            KeyValue<byte[], byte[]> each = all.next();
            taken.add(Asker.decode(each.key, each.value));
        }
        return taken;
    }
}
