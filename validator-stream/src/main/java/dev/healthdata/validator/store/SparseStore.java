package dev.healthdata.validator.store;

import java.util.function.UnaryOperator;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store in which most keys that are looked for are not there, which its filter tells without a look into it. */
public final class SparseStore {
    private final KeyValueStore<byte[], byte[]> store;
    private final KeyFilter filter;

    /** For a processor that begins. */
    SparseStore(KeyValueStore<byte[], byte[]> store, KeyFilter filter) {
        this.store = store;
        this.filter = filter;
        filter.fill(store, UnaryOperator.identity());
    }

    /** Null if it is not there. */
    public byte[] get(byte[] key) {
        return filter.mayContain(key) ? store.get(key) : null;
    }

    public void put(byte[] key, byte[] value) {
        filter.add(key);
        store.put(key, value);
    }

    /** @return what was there, or null */
    public byte[] putIfAbsent(byte[] key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    /** Without a look at what is deleted, which {@link KeyValueStore#delete} has for whoever wants to know. */
    public void delete(byte[] key) {
        store.put(key, null);
    }

    /** @param from the lowest key */
    public KeyValueIterator<byte[], byte[]> range(byte[] from) {
        return store.range(from, null);
    }

    /** To be called where it is known that nothing is left in it: what was there once may look as if it still were. */
    public void forget() {
        filter.forget();
    }
}
