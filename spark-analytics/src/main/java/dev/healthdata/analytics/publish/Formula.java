package dev.healthdata.analytics.publish;

/** Text that a spreadsheet would run. */
final class Formula {
    private static final String BEGINNINGS = "=+-@\t\r";

    private Formula() {}

    /** The text with an apostrophe before it, which spreadsheets take for "this is text"; any other as it is. */
    static String madeHarmless(String text) {
        return text == null || text.isEmpty() || BEGINNINGS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
