package dev.healthdata.producer.csv;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which table a file belongs to. */
public final class TableOf {
    private TableOf() {}

    /** The longest table name that the file's name begins with, in any case, {@code -} and {@code _} alike. */
    public static Optional<Table> fileName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT).replace('-', '_');
        return Tables.all().stream()
                .filter(table -> name.startsWith(table.name()))
                .max(Comparator.comparingInt(table -> table.name().length()));
    }

    /**
     * The table whose id is among the columns. A table's columns hold the ids of those that it refers to as well, so the
     * last in the order of references is it.
     */
    static Optional<Table> columns(Collection<String> names) {
        return Tables.all().stream()
                .filter(table -> names.contains(table.idColumn().name()))
                .reduce((earlier, later) -> later);
    }
}
