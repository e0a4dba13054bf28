package dev.healthdata.validator.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.validator.binary.BinaryWriter;
import org.apache.kafka.streams.state.KeyValueStore;

/** The clean rows of a task by id. The value has a format, so that facts can be added which rules of two rows need. */
final class KnownRows {
    private static final byte FORMAT = 1;
    private static final int VALUE_BYTES = 9;

    private final KeyValueStore<byte[], byte[]> store;

    KnownRows(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    boolean contains(String id) {
        return store.get(id.getBytes(UTF_8)) != null;
    }

    void put(String id, long version) {
        byte[] value =
                new BinaryWriter(VALUE_BYTES).putByte(FORMAT).putLong(version).toBytes();
        store.put(id.getBytes(UTF_8), value);
    }
}
