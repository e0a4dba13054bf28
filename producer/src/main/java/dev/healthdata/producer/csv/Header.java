package dev.healthdata.producer.csv;

import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The names of a file's columns, and where those of a table are among them. */
final class Header {
    private static final String BOM = "\uFEFF";

    private final List<String> names;

    private Header(List<String> names) {
        this.names = names;
    }

    static Header of(List<String> fields) {
        return new Header(fields.stream().map(Header::name).toList());
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    /** The table's columns that the file has not, in their order. */
    List<String> missing(Table table) {
        return table.columns().stream()
                .map(Column::name)
                .filter(column -> !names.contains(column))
                .toList();
    }

    /** The table's columns that are there more than once. */
    Set<String> repeated(Table table) {
        Set<String> repeated = new TreeSet<>();
        for (Column column : table.columns()) {
            if (names.indexOf(column.name()) != names.lastIndexOf(column.name())) {
                repeated.add(column.name());
            }
        }
        return repeated;
    }

    /** Columns that the table has not. */
    List<String> unknown(Table table) {
        return names.stream().filter(name -> table.indexOf(name).isEmpty()).toList();
    }

    /** For each column of the table, its place in the file. */
    int[] places(Table table) {
        return table.columns().stream()
                .mapToInt(column -> names.indexOf(column.name()))
                .toArray();
    }

    /** Whether the fields of a row are the header once more, as in files that were put together. */
    boolean isRepeatedBy(List<String> fields) {
        if (!name(fields.get(0)).equals(names.get(0))) {
            return false;
        }
        List<String> again = new ArrayList<>(fields.size());
        fields.forEach(field -> again.add(name(field)));
        return again.equals(names);
    }

    private static String name(String field) {
        String text = field.startsWith(BOM) ? field.substring(1) : field;
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
