package dev.healthdata.records.ledger;

import java.util.List;

/**
 * When the rest of a file is held back: a file in which most rows are wrong is a wrong file, and would only flood the dead
 * letters.
 *
 * @param percent of the rows that may be rejected; 100 never halts
 * @param after rows that are sent in any case, since a few say little about a file
 */
public record HaltLimit(int percent, long after) {
    public static final int DEFAULT_PERCENT = 50;
    public static final long DEFAULT_AFTER = 1_000;
    public static final HaltLimit DEFAULT = new HaltLimit(DEFAULT_PERCENT, DEFAULT_AFTER);

    public static final String SHARE_OPTION = "--halt-share";
    public static final String AFTER_OPTION = "--halt-after";

    private static final int NEVER = 100;
    private static final String OFF = "off";

    /**
     * From two options of a command line.
     *
     * @param share a percentage, or {@code off}; null for the default
     * @param after a number of rows; null for the default
     * @param problems is told what is wrong with them, each on its option
     */
    public static HaltLimit of(String share, String after, List<String> problems) {
        long percent = OFF.equals(share) ? NEVER : number(share, DEFAULT_PERCENT);
        long rows = number(after, DEFAULT_AFTER);
        if (percent < 0 || percent > NEVER) {
            problems.add(SHARE_OPTION + ": is a percentage from 0 to 100, or off");
        }
        if (rows < 1) {
            problems.add(AFTER_OPTION + ": is a number of rows, 1 or more");
        }
        return new HaltLimit((int) percent, rows);
    }

    /** Whether to send no more behind so many rows, of which so many were rejected. */
    public boolean halts(long rows, long rejected) {
        return rows >= after && rejected * 100 > percent * rows;
    }

    /** -1 for what is none, or is negative. */
    private static long number(String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.max(-1, Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
