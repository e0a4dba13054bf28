package dev.healthdata.sink.change;

import dev.healthdata.records.table.Table;

/** What can be the id of a row. */
public final class RowId {
    private RowId() {}

    /**
     * Whether the database may be asked about it. Other programs write keys of any length; a few of these together, and it would
     * not take the question.
     *
     * @param id of at most twice as many chars as its column holds characters: each may take two
     */
    public static boolean isPossible(Table table, String id) {
        return id.length() <= 2L * table.idColumn().maxLength();
    }
}
