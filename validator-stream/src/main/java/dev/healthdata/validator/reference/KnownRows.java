package dev.healthdata.validator.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.validator.binary.BinaryReader;
import dev.healthdata.validator.binary.BinaryWriter;
import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Message.Known;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** The clean rows of a task by id, each with what rows that refer to it are compared with. */
final class KnownRows {
    private static final byte FORMAT = 1;
    private static final int VALUE_BYTES = 14;

    private final KeyValueStore<byte[], byte[]> store;

    KnownRows(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    boolean contains(String id) {
        return store.get(id.getBytes(UTF_8)) != null;
    }

    /** Empty if the row is not known. */
    Optional<Days> find(String id) {
        byte[] value = store.get(id.getBytes(UTF_8));
        if (value == null) {
            return Optional.empty();
        }
        BinaryReader in = new BinaryReader(value).expectFormat(FORMAT, "a known row");
        in.getLong();
        return Optional.of(Days.read(in));
    }

    void put(Known.Row row) {
        BinaryWriter out = new BinaryWriter(VALUE_BYTES).putByte(FORMAT).putLong(row.version());
        row.days().write(out);
        store.put(row.id().getBytes(UTF_8), out.toBytes());
    }
}
