package dev.healthdata.records.json;

import dev.healthdata.records.constraint.IsoDates;
import dev.healthdata.records.json.CleanJson.Clean;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * What of a clean topic counts as a row. The rest, which only another program writes, counts for nobody: the sink stores none of
 * it, and what is stored of such an id stays.
 */
public final class CountedRow {
    /** Of a text, as {@link java.io.DataOutput#writeUTF} writes it. No column of the database takes as much. */
    public static final int MAX_BYTES = 65_535;

    private static final int MAX_BYTES_OF_CHAR = 3;

    private CountedRow() {}

    /**
     * Refuses a key that no row can have.
     *
     * @throws IllegalArgumentException to be read after "record"; it holds nothing of the key
     */
    public static void requireKey(String key) {
        if (key == null || !Fields.isTrimmed(key)) {
            throw new IllegalArgumentException("has no id as its key");
        }
        requireShort(key);
    }

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException if it is none; to be read after "record", and it holds nothing of the record
     */
    public static Clean read(Table table, String key, byte[] value) {
        requireKey(key);
        Clean clean = decode(table, value);
        if (!key.equals(clean.fields().id())) {
            throw new IllegalArgumentException("has another id than its key");
        }
        List<String> values = clean.fields().values();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                requireShort(values.get(i));
                requireDate(table.columns().get(i), values.get(i));
            }
        }
        return clean;
    }

    private static Clean decode(Table table, byte[] value) {
        try {
            return CleanJson.decode(table, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a clean record", e);
        }
    }

    private static void requireShort(String text) {
        if (text.length() > MAX_BYTES / MAX_BYTES_OF_CHAR && bytes(text) > MAX_BYTES) {
            throw new IllegalArgumentException("has a text of more than " + MAX_BYTES + " bytes");
        }
    }

    private static long bytes(String text) {
        return text.chars()
                .mapToLong(c -> c >= 0x800 ? MAX_BYTES_OF_CHAR : c >= 0x80 || c == 0 ? 2 : 1)
                .sum();
    }

    private static void requireDate(Column column, String text) {
        if (column.type() != Column.Type.DATE || IsoDates.parse(text).isPresent()) {
            return;
        }
        try {
            var unused =
                    LocalDate.parse(text); // as the sink does, which leaves it to the database what years there are
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("has a date that is none"); // without the cause, which quotes it
        }
    }
}
