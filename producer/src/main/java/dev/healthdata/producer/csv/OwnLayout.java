package dev.healthdata.producer.csv;

import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.Optional;

/** A file that has the table's own columns. */
record OwnLayout(Table table, List<String> columns) implements Layout {
    OwnLayout(Table table) {
        this(table, table.columnNames());
    }

    @Override
    public Optional<List<String>> row(List<String> read) {
        return Optional.of(read);
    }

    @Override
    public boolean isSelective() {
        return false;
    }
}
