package dev.healthdata.platform.audit;

import dev.healthdata.platform.books.Content;
import java.util.ArrayList;
import java.util.List;

/** All that topics and database say of one key of a table. */
final class KeyBooks {
    /**
     * A raw record that is a row.
     *
     * @param content of its values; {@link Content#NONE} if it is no row
     * @param file its number among the files; -1 if it has none
     */
    record Raw(int partition, long offset, long content, int file, long line) {}

    /**
     * A row as the clean topic has it.
     *
     * @param rawOffset {@link Long#MAX_VALUE} for one that was deleted
     * @param late whether its raw record is not among those that the cut asks about
     */
    record Clean(long version, long rawOffset, long content, boolean late) {
        boolean deleted() {
            return rawOffset == Long.MAX_VALUE;
        }
    }

    /** The newest that was said of dead letters; not open if that was a closing. */
    record Letter(boolean open, boolean reference, long rawOffset) {
        boolean isOpenOf(Raw raw) {
            return open && rawOffset == raw.offset();
        }
    }

    /** A row of the database. */
    record Stored(long version, long content) {}

    /** In the order of their offsets. */
    final List<Raw> raw = new ArrayList<>(1);

    /** Operators closed raw records up to this offset; -1 for none. */
    long closedUpTo = -1;

    /** The raw offset of the row that waits; -1 if none does. */
    long waiting = -1;

    /** Null if there is none. */
    Clean clean;

    /** Whether the sink remembers that a row of this id was deleted. */
    boolean deletionRemembered;

    /** What the validator said; null if there is none. */
    Letter letter;

    /** What the sink said; null if there is none. */
    Letter refused;

    /** Null if there is none. */
    Stored stored;

    boolean hasOpenLetter() {
        return (letter != null && letter.open()) || (refused != null && refused.open());
    }

    /** Kafka removes a clean record without a value after a while, and nothing else of its key is left there then. */
    boolean deleted() {
        return clean == null ? deletionRemembered : clean.deleted();
    }
}
