package dev.healthdata.sink.sql;

import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which row of a statement the server complains of, where it says so: many of its messages end in "at row 17". No more
 * than a hint: the row is tried alone before anything is concluded. Nothing else of the message is looked at.
 */
public final class RowNumber {
    private static final Pattern AT_ROW = Pattern.compile("at row (\\d{1,9})$");

    private RowNumber() {}

    /**
     * The place of the row among those of the statement, from 0.
     *
     * @param rows of the statement
     */
    public static OptionalInt of(SQLException error, int rows) {
        Matcher matcher = AT_ROW.matcher(error.getMessage() == null ? "" : error.getMessage());
        if (!matcher.find()) {
            return OptionalInt.empty();
        }
        int row = Integer.parseInt(matcher.group(1)) - 1;
        return row >= 0 && row < rows ? OptionalInt.of(row) : OptionalInt.empty();
    }
}
