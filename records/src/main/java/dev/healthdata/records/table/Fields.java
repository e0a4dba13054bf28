package dev.healthdata.records.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The values of a row, in the order of its table's columns: trimmed, and null where empty. Patient data; its
 * {@link #toString()} shows none of it.
 */
public final class Fields {
    private final Table table;
    private final List<String> values;

    private Fields(Table table, String[] values) {
        this.table = table;
        this.values = Collections.unmodifiableList(Arrays.asList(values));
    }

    /** From text by column name, as read: trims it and makes empty text null. Unknown columns are left out. */
    public static Fields trimmed(Table table, Map<String, String> textByColumn) {
        String[] values = new String[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = trim(textByColumn.get(table.columns().get(i).name()));
        }
        return new Fields(table, values);
    }

    /**
     * From values that are trimmed already.
     *
     * @throws IllegalArgumentException if there are not as many as columns
     */
    public static Fields of(Table table, List<String> values) {
        if (values.size() != table.columns().size()) {
            throw new IllegalArgumentException(
                    table + " has " + table.columns().size() + " columns, not " + values.size());
        }
        return new Fields(table, values.toArray(new String[0]));
    }

    /** Text without surrounding white space, or null if nothing is left of it. */
    public static String trim(String text) {
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Whether a text may stand as an id: a database does not tell one from the same with blanks behind it. */
    public static boolean isTrimmed(String text) {
        return text.equals(trim(text));
    }

    public Table table() {
        return table;
    }

    /** Null where empty. */
    public List<String> values() {
        return values;
    }

    /** Null where empty. */
    public String get(int column) {
        return values.get(column);
    }

    /** Null where empty, and then the row is invalid. */
    public String id() {
        return values.get(0);
    }

    /** The row as its table's record, for the rules. */
    public Record toRow() {
        return table.newRow(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fields fields && table == fields.table && values.equals(fields.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return table + "[redacted]";
    }
}
