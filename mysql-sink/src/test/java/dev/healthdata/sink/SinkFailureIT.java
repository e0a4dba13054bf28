package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.healthdata.sink.check.Problems;
import dev.healthdata.sink.consume.SinkStopped;
import dev.healthdata.sink.consume.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sink that does not stop when it should would otherwise be waited for for ever. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SinkFailureIT extends SinkTestCase {
    @Test
    void losesNothingWhenItsConnectionsAreKilledAgainAndAgain() throws Exception {
        Sink sink = fixture.start();
        for (int round = 1; round <= 10; round++) {
            int version = round;
            topics.write(() -> {
                for (int i = 0; i < 500; i++) {
                    topics.patient("P" + i, "name " + version, version);
                }
            });
            await().until(() ->
                    sink.progress().state() != State.IDLE || sink.progress().written() >= version * 500L);
            fixture.killConnections();
        }
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).hasSize(500).allMatch(row -> row.endsWith("=10"));
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void waitsForALockForAsLongAsItIsHeld() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> topics.patient("P1", "one", 1));
        fixture.awaitWritten();
        try (Connection other = sql.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("UPDATE patients SET city = 'Bergen' WHERE patient_id = 'P1'");
            topics.write(() -> topics.patient("P1", "two", 2));
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.RETRYING);
            other.rollback();
        }
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=2");
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void recoversFromADeadlock() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.patient("P2", "one", 1);
        });
        fixture.awaitWritten();
        try (Connection other = sql.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("UPDATE patients SET city = 'Bergen' WHERE patient_id = 'P2'");
            topics.write(() -> {
                for (int i = 1; i <= 50; i++) {
                    topics.patient("P1", "two", i);
                    topics.patient("P2", "two", i);
                }
            });
            try {
                statement.executeUpdate("UPDATE patients SET city = 'Bergen' WHERE patient_id = 'P1'");
                other.rollback();
            } catch (SQLException e) {
                assertThat(e.getErrorCode()).isIn(1213, 1205);
                other.rollback();
            }
        }
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=50", "P2=50");
    }

    @Test
    void stopsWhenATableIsGoneAndSaysWhatToDo() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 1);
            topics.visit("V1", "P1", "D1", 1);
        });
        fixture.awaitWritten();
        try (Connection other = sql.connect();
                Statement statement = other.createStatement()) {
            statement.executeUpdate("RENAME TABLE lab_reports TO elsewhere");
            try {
                topics.write(() -> topics.labReport("L1", "V1", 1));
                assertThatThrownBy(sink::await)
                        .isInstanceOf(SinkStopped.class)
                        .hasMessageContaining("error 1146, SQLState 42S02")
                        .hasMessageContaining("sql/schema.sql");
                assertThatThrownBy(fixture::start)
                        .isInstanceOf(Problems.class)
                        .hasMessageContaining("table lab_reports: is missing");
            } finally {
                statement.executeUpdate("RENAME TABLE elsewhere TO lab_reports");
            }
        }
        assertThat(topics.written(fixture.group)).isFalse();
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void doesNotStartWhereOneRowCouldOverwriteAnother() throws Exception {
        try (Connection other = sql.connect();
                Statement statement = other.createStatement()) {
            statement.executeUpdate("ALTER TABLE patients ADD UNIQUE KEY alike (name, dob)");
            statement.executeUpdate(
                    "ALTER TABLE lab_reports MODIFY report_id VARCHAR(64) COLLATE utf8mb4_general_ci NOT NULL");
            statement.executeUpdate(
                    "ALTER TABLE deleted_rows MODIFY row_id VARCHAR(64) COLLATE utf8mb4_general_ci NOT NULL");
            try {
                assertThatThrownBy(fixture::start)
                        .isInstanceOf(Problems.class)
                        .hasMessageContaining("table patients: has the unique key alike besides its id")
                        .hasMessageContaining("table lab_reports: takes different ids for the same in report_id")
                        .hasMessageContaining("table deleted_rows: takes different ids for the same in row_id");
            } finally {
                statement.executeUpdate("ALTER TABLE patients DROP KEY alike");
                statement.executeUpdate(
                        "ALTER TABLE lab_reports MODIFY report_id VARCHAR(64) COLLATE utf8mb4_bin NOT NULL");
                statement.executeUpdate(
                        "ALTER TABLE deleted_rows MODIFY row_id VARCHAR(64) COLLATE utf8mb4_bin NOT NULL");
            }
        }
    }

    @Test
    void stopsRatherThanDeadLetterEverything() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            for (int i = 0; i < 300; i++) {
                topics.patient("P" + i, "x".repeat(201), 1);
            }
        });
        assertThatThrownBy(sink::await)
                .isInstanceOf(SinkStopped.class)
                .hasMessageContaining("error 1406")
                .hasMessageNotContaining("xxx");
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void noValueOfARecordLeaks() throws Exception {
        String canary = "CANARY-7f3a";
        try (LogCapture log = new LogCapture()) {
            Sink sink = fixture.start();
            topics.write(() -> {
                topics.patient(canary + "1", canary.repeat(40), 1);
                topics.row("patients", 1, canary + "2", canary, "F", canary, null, null);
                topics.row("visits", 1, canary + "3", canary + "-nobody", canary, "2024-01-01", canary, null);
                topics.patient("P1", "one", 1);
            });
            await().until(() -> sink.progress().held() == 1 && sink.progress().written() == 1);
            fixture.killConnections();
            topics.write(() -> topics.patient("P1", canary, 2));
            await().until(() -> fixture.versions("patients").contains("P1=2"));
            fixture.stop();

            assertThat(log.text()).contains("row dead-lettered").doesNotContain(canary);
            topics.deadLetters().values().forEach(letter -> letter.headers()
                    .forEach(header -> assertThat(new String(header.value(), java.nio.charset.StandardCharsets.UTF_8))
                            .doesNotContain(canary)));
        }
    }
}
