package dev.healthdata.sink.change;

import dev.healthdata.records.table.Table;

/**
 * A row to be deleted: its clean record has no value.
 *
 * @param version the highest that was read before it, -1 where none was
 */
public record Delete(Table table, String id, long version, Origin origin) implements Change {
    /** The same, of a version at least as high. */
    public Delete notBefore(long earlier) {
        return new Delete(table, id, Math.max(earlier, version), origin);
    }

    @Override
    public String toString() {
        return "deletion in " + table + " of " + origin;
    }
}
