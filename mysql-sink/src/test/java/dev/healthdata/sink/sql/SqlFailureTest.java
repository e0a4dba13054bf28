package dev.healthdata.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {
    @ParameterizedTest
    @ValueSource(ints = {1048, 1062, 1264, 1292, 1366, 1406, 1644, 3819, 4025})
    void errorsOfARowConcernThatRow(int code) {
        assertThat(failure(code, "22001")).isInstanceOf(SqlFailure.Row.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1040, 1135, 1203, 1205, 1213, 1290, 1317, 1927, 2006, 2013, 3032, 3101, 3168})
    void whatPassesIsTriedAgain(int code) {
        assertThat(failure(code, "HY000")).isInstanceOf(SqlFailure.Retry.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1290, 1792, 1836, 3100})
    void whatCannotChangeAnythingIsReadOnlyAndPasses(int code) {
        assertThat(failure(code, "HY000")).isInstanceOf(SqlFailure.Retry.class).matches(SqlFailure::isReadOnly);
        assertThat(failure(1205, "HY000").isReadOnly()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1021, 1044, 1045, 1049, 1054, 1114, 1142, 1146})
    void whatNeedsAHumanStopsTheSink(int code) {
        assertThat(failure(code, "HY000"))
                .isInstanceOfSatisfying(
                        SqlFailure.Stop.class, stop -> assertThat(stop.advice()).endsWith("."));
    }

    @Test
    void anUnknownErrorStopsTheSinkEvenIfItsStateIsThatOfARow() {
        assertThat(failure(9999, "23000")).isInstanceOf(SqlFailure.Stop.class);
    }

    @Test
    void aLostConnectionIsTriedAgainWhateverItsCode() {
        assertThat(failure(0, "08S01")).isInstanceOf(SqlFailure.Retry.class);
        assertThat(failure(0, "08006")).isInstanceOf(SqlFailure.Retry.class);
    }

    @Test
    void thePoolsTimeoutMeansWhatItsCauseMeans() {
        var denied = new SQLException("Access denied for user", "28000", 1045);
        var timeout = new SQLTransientConnectionException("Connection is not available", "08001", 0, denied);

        assertThat(SqlFailure.of(timeout)).isInstanceOf(SqlFailure.Stop.class);
    }

    @Test
    void aServerThatHasNotAnsweredThePoolSoFarIsTriedAgain() {
        var timeout = new SQLTransientConnectionException("Connection is not available");

        assertThat(SqlFailure.of(timeout)).isInstanceOf(SqlFailure.Retry.class);
    }

    @Test
    void whatTheDriverDoesNotEvenSendIsTooLarge() {
        assertThat(SqlFailure.of(new com.mysql.cj.jdbc.exceptions.PacketTooBigException(2_000, 1_024)))
                .isInstanceOf(SqlFailure.Size.class);
    }

    @Test
    void theServersMessageIsNotKept() {
        SqlFailure failure = SqlFailure.of(new SQLException("Incorrect date value: 'secret'", "22007", 1292));

        assertThat(failure.toString()).doesNotContain("secret");
        assertThat(failure.reference()).isEqualTo("error 1292, SQLState 22007");
    }

    private static SqlFailure failure(int code, String state) {
        return SqlFailure.of(new SQLException("", state, code));
    }
}
