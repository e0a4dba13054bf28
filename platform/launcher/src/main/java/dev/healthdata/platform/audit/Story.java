package dev.healthdata.platform.audit;

import dev.healthdata.records.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that happened to the rows of one key, without their values. */
final class Story {
    /**
     * A record that says something of the key.
     *
     * @param place topic, partition and offset
     * @param what it says
     */
    record Step(Instant time, String place, String what) {}

    /** What a clean record without a value says. */
    static final String DELETED = "deleted";

    final Table table;
    final String key;
    final KeyBooks books = new KeyBooks();

    /** Of each raw record, in the order of the books, where it came from. */
    final List<String> sources = new ArrayList<>();

    final List<Step> steps = new ArrayList<>();

    /** The version in the database; empty if there is no such row. */
    Optional<Long> stored = Optional.empty();

    /** Whether the database could be asked about deleted rows. */
    boolean deletionsKnown = true;

    Story(Table table, String key) {
        this.table = table;
        this.key = key;
    }

    /** What became of a raw record. */
    Fate fate(int number) {
        return Fates.fate(books.raw.get(number), books);
    }
}
