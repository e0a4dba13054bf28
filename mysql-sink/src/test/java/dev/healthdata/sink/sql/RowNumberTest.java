package dev.healthdata.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RowNumberTest {
    private static final int ROWS = 1_000;

    @Test
    void isThatAtTheEndOfTheMessageCountedFromZero() {
        assertThat(RowNumber.of(error("Data too long for column 'name' at row 701"), ROWS))
                .hasValue(700);
    }

    @Test
    void isNotTakenFromAValueThatTheMessageQuotes() {
        assertThat(RowNumber.of(error("Incorrect date value: 'at row 5' for column 'dob' at row 9"), ROWS))
                .hasValue(8);
        assertThat(RowNumber.of(error("Column 'at row 5' cannot be null"), ROWS))
                .isEmpty();
    }

    @Test
    void isUnknownWhereTheServerNamesNoRowOfTheStatement() {
        assertThat(RowNumber.of(error("Check constraint 'c' is violated."), ROWS))
                .isEmpty();
        assertThat(RowNumber.of(error(null), ROWS)).isEmpty();
        assertThat(RowNumber.of(error("... at row 0"), ROWS)).isEmpty();
        assertThat(RowNumber.of(error("... at row 1001"), ROWS)).isEmpty();
        assertThat(RowNumber.of(error("... at row 99999999999"), ROWS)).isEmpty();
    }

    private static SQLException error(String message) {
        return new SQLException(message, "22001", 1406);
    }
}
