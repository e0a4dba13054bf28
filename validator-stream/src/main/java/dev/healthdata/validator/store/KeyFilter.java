package dev.healthdata.validator.store;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Tells of most keys that are not in a store that they are not: a Bloom filter. RocksDB has them too, but its Java library
 * throws an exception within itself for each key that it does not find. It is a store of its own so that all processors of
 * a task share it, and lies in memory only: it is filled when a task begins.
 */
public final class KeyFilter implements StateStore {
    private static final int PROBES = 4;

    /** About a tenth of a second. Of a store with more keys than that nothing is told until the task begins again. */
    private static final int MAX_READ = 100_000;

    private final String name;
    private final int mask;
    private long[] words = {};
    private int added;
    private boolean complete;
    private boolean open;

    private KeyFilter(String name, int bits) {
        this.name = name;
        this.mask = bits - 1;
    }

    /** @param bits a power of two; ten for each key let it be wrong about one in a hundred */
    static StoreBuilder<KeyFilter> builder(String name, int bits) {
        return new Builder(name, bits);
    }

    /**
     * Forgets what it was told before and reads the keys of a store. For a processor's beginning: between that of two of a task
     * nothing is written, and what a standby wrote it was not told.
     *
     * @param part of a key that is asked for
     */
    public void fill(KeyValueStore<byte[], byte[]> store, UnaryOperator<byte[]> part) {
        if (words.length == 0) {
            words = new long[(mask + 1) / Long.SIZE];
        }
        empty();
        try (KeyValueIterator<byte[], byte[]> all = store.all()) {
            for (int read = 0; complete && all.hasNext(); read++) {
                add(part.apply(all.next().key));
                complete = read < MAX_READ;
            }
        }
    }

    public void add(byte[] key) {
        int hash = Utils.murmur2(key);
        int step = step(key);
        for (int i = 0; i < PROBES; i++) {
            words[(hash & mask) / Long.SIZE] |= 1L << hash;
            hash += step;
        }
        added++;
    }

    /** For when nothing is left in the store. It does so only once that is worth while. */
    public void forget() {
        if (!complete || added > words.length / 2) {
            empty();
        }
    }

    private void empty() {
        Arrays.fill(words, 0);
        added = 0;
        complete = true;
    }

    /** False only if it is not in the store. */
    public boolean mayContain(byte[] key) {
        if (!complete) {
            return true;
        }
        int hash = Utils.murmur2(key);
        int step = step(key);
        for (int i = 0; i < PROBES; i++) {
            if ((words[(hash & mask) / Long.SIZE] & 1L << hash) == 0) {
                return false;
            }
            hash += step;
        }
        return true;
    }

    private static int step(byte[] key) {
        return Arrays.hashCode(key) * 0x9E3779B9 | 1;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private record Builder(String name, int bits) implements StoreBuilder<KeyFilter> {
        @Override
        public StoreBuilder<KeyFilter> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyFilter> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyFilter> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoreBuilder<KeyFilter> withLoggingDisabled() {
            return this;
        }

        @Override
        public KeyFilter build() {
            return new KeyFilter(name, bits);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
