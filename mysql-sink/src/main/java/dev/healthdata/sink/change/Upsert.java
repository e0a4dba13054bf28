package dev.healthdata.sink.change;

import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * A row to be stored, unless a newer version of it is, or was deleted.
 *
 * @param values in the order of the table's columns: text, a {@link java.time.LocalDate}, or null
 * @param deletion the last one that was read before it and not written yet: what it ended stays ended, also for a
 *     process that comes too late to see this row
 */
public record Upsert(Table table, List<Object> values, long version, Origin origin, Optional<Delete> deletion)
        implements Change {
    public Upsert(Table table, List<Object> values, long version, Origin origin) {
        this(table, values, version, origin, Optional.empty());
    }

    /** Without the deletion before it. */
    Upsert alone() {
        return new Upsert(table, values, version, origin);
    }

    Upsert after(Delete earlier) {
        return new Upsert(table, values, version, origin, Optional.of(earlier));
    }

    @Override
    public String id() {
        return (String) values.get(0);
    }

    @Override
    public String toString() {
        return table + "[redacted] of " + origin;
    }
}
