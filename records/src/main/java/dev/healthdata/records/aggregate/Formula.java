package dev.healthdata.records.aggregate;

/** Text that a spreadsheet would run. */
public final class Formula {
    private static final String BEGINNINGS = "=+-@\t\r";

    private Formula() {}

    /** The text with an apostrophe before it, which spreadsheets take for "this is text"; any other, and null, as it is. */
    public static String madeHarmless(String text) {
        return text == null || text.isEmpty() || BEGINNINGS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
