package dev.healthdata.records.ledger;

import dev.healthdata.records.table.Table;
import java.nio.ByteBuffer;

/** Where rows wait for the rows that they refer to: a store of the validator, by the row's id. */
public final class WaitingRoom {
    /** The first byte of the values; then come the version and the raw offset, and what only the validator reads. */
    public static final byte FORMAT = 1;

    private WaitingRoom() {}

    public static String store(Table table) {
        return table.nameInTopics() + "-waiting";
    }

    /** The topic whose keys with a value are the ids that wait, committed records only. */
    public static String changelog(String applicationId, Table table) {
        return applicationId + "-" + store(table) + "-changelog";
    }

    /**
     * The version of the row that waits, of a value of the store or of its changelog.
     *
     * @throws IllegalArgumentException if another version of the platform wrote it
     */
    public static long version(byte[] value) {
        return checked(value).getLong(1);
    }

    /**
     * When the row that waits came, in milliseconds; the time of the changelog's record is that of what last changed it.
     *
     * @throws IllegalArgumentException if another version of the platform wrote it
     */
    public static long arrival(byte[] value) {
        return Versions.arrival(version(value));
    }

    /**
     * The offset of the raw record that waits, of a value of the store or of its changelog.
     *
     * @throws IllegalArgumentException if another version of the platform wrote it
     */
    public static long rawOffset(byte[] value) {
        return checked(value).getLong(1 + Long.BYTES);
    }

    private static ByteBuffer checked(byte[] value) {
        if (value.length < 1 + 2 * Long.BYTES || value[0] != FORMAT) {
            throw new IllegalArgumentException("a waiting row of another format");
        }
        return ByteBuffer.wrap(value);
    }
}
