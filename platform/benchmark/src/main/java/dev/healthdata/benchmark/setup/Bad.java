package dev.healthdata.benchmark.setup;

/** Which rows are too long for the database. None of them is referred to, or the others would have to wait. */
public enum Bad {
    NONE,
    ONE,
    PERCENT;

    private static final int HUNDRED = 100;

    /** @param rows of the table */
    boolean is(String table, int row, int rows) {
        return switch (this) {
            case NONE -> false;
            case ONE -> table.equals("visits") && row == oneOf(rows);
            case PERCENT -> row % HUNDRED == HUNDRED / 2;
        };
    }

    /** The number of another row, or the same, that is good whatever this is. */
    static int good(int row, int rows) {
        if (row % HUNDRED != HUNDRED / 2 && row != oneOf(rows)) {
            return row;
        }
        return row == 0 ? Math.min(1, rows - 1) : row - 1;
    }

    private static int oneOf(int rows) {
        return rows / 2 / HUNDRED * HUNDRED + HUNDRED / 2 < rows ? rows / 2 / HUNDRED * HUNDRED + HUNDRED / 2 : 0;
    }
}
