package dev.healthdata.records.table;

/**
 * A column.
 *
 * @param name as in the CSV header, the JSON and the database
 * @param maxLength in code points; {@link #UNBOUNDED} where the rules say nothing
 * @param required whether it may not be empty
 */
public record Column(String name, Type type, int maxLength, boolean required) {
    /** The {@link #maxLength} of a column without one. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** What a column holds, in the database and in the clean record. */
    public enum Type {
        TEXT,
        /** A day, ISO 8601 in text. */
        DATE
    }
}
