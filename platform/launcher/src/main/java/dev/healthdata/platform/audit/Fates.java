package dev.healthdata.platform.audit;

import dev.healthdata.platform.audit.KeyBooks.Clean;
import dev.healthdata.platform.audit.KeyBooks.Letter;
import dev.healthdata.platform.audit.KeyBooks.Raw;
import dev.healthdata.records.table.Table;
import java.util.EnumMap;
import java.util.Map;

/** Gives each raw record of a table its fate, and looks for clean records that no raw record accounts for. */
final class Fates {
    private final Table table;
    private final FileBooks files;
    private final boolean deletionsKnown;
    private final Differences differences;
    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);

    /** @param deletionsKnown whether the books tell what the sink remembers of deleted rows */
    Fates(Table table, FileBooks files, boolean deletionsKnown, Differences differences) {
        this.table = table;
        this.files = files;
        this.deletionsKnown = deletionsKnown;
        this.differences = differences;
    }

    void judge(String key, KeyBooks books) {
        Raw origin = null;
        for (Raw raw : books.raw) {
            if (books.clean != null && raw.offset() == books.clean.rawOffset()) {
                origin = raw;
            }
            Fate fate = fate(raw, books);
            count(raw, fate);
            if (fate == Fate.LOST) {
                differences.add(table + " " + key + " has no fate (" + where(raw) + ")" + perhapsDeleted(books));
            }
        }
        compare(key, books.clean, origin);
    }

    TableBooks books() {
        return TableBooks.of(counts);
    }

    /** What became of a raw record. */
    static Fate fate(Raw raw, KeyBooks books) {
        Clean clean = books.clean;
        Letter letter = books.letter;
        if (books.deleted()) {
            return ofDeleted(raw, books);
        }
        if (clean != null && raw.offset() <= clean.rawOffset()) {
            boolean newest = raw.offset() == clean.rawOffset();
            boolean refused = books.refused != null && books.refused.isOpenOf(raw);
            return newest ? (refused ? Fate.DEAD_LETTERED : Fate.STORED) : Fate.SUPERSEDED;
        }
        if (isClosed(raw, books)) {
            return Fate.SUPERSEDED;
        }
        if (letter != null && letter.open() && isDead(raw, letter, books.waiting)) {
            return Fate.DEAD_LETTERED;
        }
        if (raw.offset() == books.waiting) {
            return Fate.WAITING;
        }
        boolean replaced = raw.offset() < books.waiting;
        boolean closed = letter != null && !letter.open() && raw.offset() < letter.rawOffset();
        return replaced || closed ? Fate.SUPERSEDED : Fate.LOST;
    }

    /** By an operator, whatever came under the same key since. */
    private static boolean isClosed(Raw raw, KeyBooks books) {
        boolean reported = books.letter != null && books.letter.isOpenOf(raw);
        return raw.offset() <= books.closedUpTo && raw.offset() != books.waiting && !reported;
    }

    /** A deletion does not tell which raw records came after it: only what is said of one of them now is known. */
    private static Fate ofDeleted(Raw raw, KeyBooks books) {
        if (books.letter != null && books.letter.isOpenOf(raw)) {
            return Fate.DEAD_LETTERED;
        }
        return raw.offset() == books.waiting ? Fate.WAITING : Fate.SUPERSEDED;
    }

    /**
     * Of rows that were rejected one after the other under one key, the letter holds the last; all of them are dead, but for
     * one that waits: a row that is rejected leaves an older one waiting. What came before that one, it took the place of.
     */
    private static boolean isDead(Raw raw, Letter letter, long waiting) {
        return raw.offset() == letter.rawOffset() || (raw.offset() < letter.rawOffset() && raw.offset() > waiting);
    }

    /** @param origin null if there is no raw record that the clean one names */
    private void compare(String key, Clean clean, Raw origin) {
        if (clean == null || clean.deleted() || clean.late()) {
            return; // of a late one, a later audit asks
        }
        if (origin == null) {
            differences.add(table + " " + key + " is a clean record that comes from no raw record");
        } else if (origin.content() != clean.content()) {
            differences.add(table + " " + key + " is a clean record with other values than its raw record ("
                    + where(origin) + ")");
        }
    }

    /** Where no topic tells of a row any more, only the database does. */
    private String perhapsDeleted(KeyBooks books) {
        if (books.clean != null || books.waiting >= 0) {
            return "";
        }
        return deletionsKnown
                ? "; lost, or deleted before the database was lost that remembered it"
                : "; if it was deleted: this account may not read deleted_rows, which tells";
    }

    private void count(Raw raw, Fate fate) {
        counts.merge(fate, 1L, Long::sum);
        files.count(raw.file(), fate);
    }

    private String where(Raw raw) {
        return raw.file() < 0
                ? table.rawTopic() + "-" + raw.partition() + ", offset " + raw.offset()
                : files.name(raw.file()) + ", line " + raw.line();
    }
}
