package dev.healthdata.platform.deadletters.sheet;

import java.util.regex.Pattern;

/**
 * Protects text that a spreadsheet would run as a formula or write in another way (leading zeros, dates, long numbers), by an
 * apostrophe in front, and formulas behind {@link InnerCells separators} in it. {@code unprotect(protect(text))} is the text again, whatever it is, and text that nobody protected
 * loses an apostrophe only in front of something that had needed one.
 */
final class SpreadsheetText {
    private static final Pattern FORMULA =
            Pattern.compile("[\\s\\u0000]*[=+\\-@|%\\uFF1D\\uFF0B\\uFF0D\\uFF20].*", Pattern.DOTALL);
    private static final Pattern CONTROL_FIRST = Pattern.compile("[\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern HARMLESS_NUMBER = Pattern.compile("0|[1-9]\\d{0,10}");
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("\\s*[.,(\\p{Sc}]?\\s*\\d.*", Pattern.DOTALL);
    private static final Pattern LIKE_A_DATE_OR_LOGICAL = Pattern.compile(
            "\\s*(true|false|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[ .,/-]{0,2}\\d.*)\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SpreadsheetText() {}

    static String protect(String text) {
        String inside = InnerCells.protect(text);
        return needsIt(inside) ? "'" + inside : inside;
    }

    static String unprotect(String text) {
        return InnerCells.unprotect(text.startsWith("'") && needsIt(text.substring(1)) ? text.substring(1) : text);
    }

    /** Also what an apostrophe was put in front of needs another, or it would lose the first when it comes back. */
    private static boolean needsIt(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        String bare = text.substring(first);
        return FORMULA.matcher(bare).matches()
                || CONTROL_FIRST.matcher(bare).matches()
                || (LIKE_A_NUMBER.matcher(bare).matches()
                        && !HARMLESS_NUMBER.matcher(bare).matches())
                || LIKE_A_DATE_OR_LOGICAL.matcher(bare).matches();
    }
}
