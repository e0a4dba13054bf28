package dev.healthdata.records.rule;

/**
 * One finding on one field of a row. It never holds the value: it is logged, counted and sent in headers.
 *
 * @param rule the rule's id, {@code table.field.check}
 * @param field the column, or {@code row} where the row as a whole is wrong
 * @param message what is wrong with it, to be read after the field's name
 */
public record Violation(String rule, String field, String message) {
    /** The field of findings on a row as a whole. */
    public static final String ROW = "row";

    /** A finding whose rule is named after where it was found. */
    public static Violation of(String table, String field, String check, String message) {
        return new Violation(rule(table, field, check), field, message);
    }

    /** The id of a rule. */
    static String rule(String table, String field, String check) {
        return table + "." + field + "." + check;
    }
}
