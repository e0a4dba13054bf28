package dev.healthdata.platform.deadletters.sheet;

import java.util.BitSet;

/**
 * What would be cells of their own where a spreadsheet takes another sign for the separator than the file has, as it does by a
 * double click in most of Europe, and begin with a formula. They are protected as whole cells are, by an apostrophe.
 */
final class InnerCells {
    private static final String SEPARATORS = ",;\t\r\n";
    private static final String QUOTES = "\"'";
    private static final String SIGNS = "=+-@|%\uFF1D\uFF0B\uFF0D\uFF20";

    private InnerCells() {}

    static String protect(String text) {
        BitSet formulas = formulas(text);
        if (formulas.isEmpty()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + formulas.cardinality());
        for (int i = 0; i < text.length(); i++) {
            if (formulas.get(i)) {
                safe.append('\'');
            }
            safe.append(text.charAt(i));
        }
        return safe.toString();
    }

    static String unprotect(String text) {
        BitSet formulas = formulas(text);
        if (formulas.isEmpty()) {
            return text;
        }
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!formulas.get(i) || text.charAt(i) != '\'') {
                bare.append(text.charAt(i));
            }
        }
        return bare.toString();
    }

    /**
     * Where one begins right behind a separator. It does so with and without apostrophes before it, so what was protected is found
     * again. In one go from the end, because a text may be of a million separators.
     */
    private static BitSet formulas(String text) {
        BitSet formulas = new BitSet();
        boolean runs = false;
        for (int i = text.length() - 1; i > 0; i--) {
            char sign = text.charAt(i);
            runs = SIGNS.indexOf(sign) >= 0 || (runs && isSkipped(sign));
            char before = text.charAt(i - 1);
            boolean withinLineEnd = before == '\r' && sign == '\n';
            if (runs && SEPARATORS.indexOf(before) >= 0 && !withinLineEnd) {
                formulas.set(i);
            }
        }
        return formulas;
    }

    private static boolean isSkipped(char sign) {
        return sign <= ' ' || QUOTES.indexOf(sign) >= 0;
    }
}
