package dev.healthdata.producer.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The names of a file's columns, and where those that are wanted are among them. */
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

    /** Those columns that the file has not, in their order. */
    List<String> missing(List<String> columns) {
        return columns.stream().filter(column -> !names.contains(column)).toList();
    }

    /** Those columns that are there more than once. */
    Set<String> repeated(List<String> columns) {
        Set<String> repeated = new TreeSet<>(columns);
        repeated.removeIf(column -> names.indexOf(column) == names.lastIndexOf(column));
        return repeated;
    }

    /** Columns of the file that are not among those. */
    List<String> unknown(List<String> columns) {
        return names.stream().filter(name -> !columns.contains(name)).toList();
    }

    /** For each of the columns, its place in the file. */
    int[] places(List<String> columns) {
        return columns.stream().mapToInt(names::indexOf).toArray();
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
