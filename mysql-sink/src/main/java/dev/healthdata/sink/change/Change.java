package dev.healthdata.sink.change;

import dev.healthdata.records.table.Table;

/** What clean records ask of one row. Patient data: {@code toString()} shows where it was read, and no value. */
public sealed interface Change permits Upsert, Delete {
    Table table();

    /** The row's primary key. */
    String id();

    Origin origin();

    /** The row's version; of a deletion the highest that it is known to end, -1 where none is. */
    long version();

    /**
     * The one of two changes of the same row that counts. A higher version wins, whatever order they came in; of equal
     * ones the later. A deletion has no version of its own: it counts after all that was read before it, and against
     * what comes later and is older than that. It does not matter how changes that follow each other are grouped.
     *
     * @param later read from a higher offset of the same partition
     */
    default Change orNewer(Change later) {
        if (later instanceof Upsert anew && anew.deletion().isPresent()) {
            return orNewer(anew.deletion().get()).orNewer(anew.alone());
        }
        if (later instanceof Delete delete) {
            return delete.notBefore(version());
        }
        Upsert upsert = (Upsert) later;
        if (this instanceof Delete delete) {
            return upsert.version() > version() ? upsert.after(delete) : this;
        }
        Upsert earlier = (Upsert) this;
        return upsert.version() >= version()
                ? earlier.deletion().map(upsert::after).orElse(upsert)
                : this;
    }
}
