package dev.healthdata.records.ledger;

import dev.healthdata.records.table.Table;
import java.nio.ByteBuffer;

/**
 * The validator's books for one partition of one table: written in the transaction of every record that it takes, so
 * that they are exact at any moment, also after a kill -9. There is one in each partition of the changelog topic.
 *
 * @param rawOffset of the last raw record that was taken; -1 before the first
 * @param version the last one given to a row; versions only grow
 * @param rows raw records taken
 * @param rejected raw records that broke rules or could not be read
 * @param clean clean records sent
 * @param waiting rows that wait for a row that they refer to, now
 * @param overdue those of them that have been reported as dead letters, now
 * @param openDeadLetters keys with an open dead letter, now
 * @param sent questions and answers about references sent to other partitions
 * @param received questions and answers about references taken from other partitions; when all of these together equal
 *     all that were sent, and do so twice in a row, nothing is under way
 */
public record Tally(
        long rawOffset,
        long version,
        long rows,
        long rejected,
        long clean,
        long waiting,
        long overdue,
        long openDeadLetters,
        long sent,
        long received) {
    public static final Tally NONE = new Tally(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The key of its store, and so of the changelog's records. */
    public static final String KEY = "tally";

    private static final byte FORMAT = 1;
    private static final int BYTES = 1 + 10 * Long.BYTES;

    /** The name of the validator's store that holds it. */
    public static String store(Table table) {
        return table.nameInTopics() + "-tally";
    }

    /** The topic that it can be read from, committed records only. */
    public static String changelog(String applicationId, Table table) {
        return applicationId + "-" + store(table) + "-changelog";
    }

    public byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(FORMAT)
                .putLong(rawOffset)
                .putLong(version)
                .putLong(rows)
                .putLong(rejected)
                .putLong(clean)
                .putLong(waiting)
                .putLong(overdue)
                .putLong(openDeadLetters)
                .putLong(sent)
                .putLong(received)
                .array();
    }

    /** @throws IllegalArgumentException if another version of the platform wrote it */
    public static Tally decode(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        if (value.length != BYTES || in.get() != FORMAT) {
            throw new IllegalArgumentException("a tally of another format");
        }
        return new Tally(
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }

    /** Both together, for the totals of a table; of offsets and versions the higher. */
    public Tally plus(Tally other) {
        return new Tally(
                Math.max(rawOffset, other.rawOffset),
                Math.max(version, other.version),
                rows + other.rows,
                rejected + other.rejected,
                clean + other.clean,
                waiting + other.waiting,
                overdue + other.overdue,
                openDeadLetters + other.openDeadLetters,
                sent + other.sent,
                received + other.received);
    }
}
