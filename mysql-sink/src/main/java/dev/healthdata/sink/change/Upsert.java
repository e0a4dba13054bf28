package dev.healthdata.sink.change;

import dev.healthdata.records.table.Table;
import java.util.List;

/**
 * A row to be stored, unless a newer version of it is.
 *
 * @param values in the order of the table's columns: text, a {@link java.time.LocalDate}, or null
 */
public record Upsert(Table table, List<Object> values, long version, Origin origin) implements Change {
    @Override
    public String id() {
        return (String) values.get(0);
    }

    @Override
    public String toString() {
        return table + "[redacted] of " + origin;
    }
}
