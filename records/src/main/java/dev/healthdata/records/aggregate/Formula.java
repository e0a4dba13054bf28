package dev.healthdata.records.aggregate;

import java.util.regex.Pattern;

/** Text that a spreadsheet would run. */
public final class Formula {
    /** Behind a separator, where a spreadsheet may take another one than the file has. */
    private static final Pattern INSIDE = Pattern.compile("(?<=[,;\\t\\r\\n])(?!(?<=\\r)\\n)(?=[\\s\"]*+[=+\\-@])");

    private static final String BEGINNINGS = "=+-@\t\r";

    private Formula() {}

    /**
     * The text with an apostrophe before it, which spreadsheets take for "this is text", and before what would be a formula where
     * it were divided; any other, and null, as it is.
     */
    public static String madeHarmless(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        String inside = INSIDE.matcher(text).replaceAll("'");
        return BEGINNINGS.indexOf(text.charAt(0)) < 0 ? inside : "'" + inside;
    }
}
