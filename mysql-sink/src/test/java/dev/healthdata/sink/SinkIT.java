package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.consume.State;
import dev.healthdata.testing.TestSql;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("servers")
class SinkIT {
    private final TestSql sql;
    private SinkFixture fixture;
    private CleanTopics topics;

    SinkIT(TestSql sql) {
        this.sql = sql;
    }

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @BeforeEach
    void setUp() throws Exception {
        fixture = new SinkFixture(sql);
        topics = fixture.topics;
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void storesTheRowsOfAllTablesWithTheirVersions() throws Exception {
        topics.write(() -> {
            topics.row("patients", 7, "P1", "Zoë O'Neil, \"Zo\" \\ 李", "Other", "1899-12-31", null, null);
            topics.doctor("D1", 8);
            topics.visit("V1", "P1", "D1", 9);
            topics.labReport("L1", "V1", 10);
        });
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.rows("patients"))
                .containsExactly(java.util.Arrays.asList(
                        "P1", "Zoë O'Neil, \"Zo\" \\ 李", "Other", "1899-12-31", null, null, "7"));
        assertThat(fixture.rows("doctors"))
                .containsExactly(List.of("D1", "Dr. Ngũgĩ", "Cardiology", "St. Mary's", "8"));
        assertThat(fixture.rows("visits"))
                .containsExactly(List.of("V1", "P1", "D1", "2024-03-31", "Check-up", "Outpatient", "9"));
        assertThat(fixture.rows("lab_reports"))
                .containsExactly(List.of("L1", "V1", "HbA1c", "5.4", "2024-04-01", "10"));
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void anOlderVersionNeverReplacesANewerOne() throws Exception {
        fixture.start();
        topics.write(() -> topics.patient("P1", "second", 2));
        fixture.awaitWritten();
        topics.write(() -> topics.patient("P1", "first", 1));
        fixture.awaitWritten();
        assertThat(fixture.rows("patients").get(0)).contains("second").endsWith("2");

        topics.write(() -> {
            topics.patient("P1", "fourth", 4);
            topics.patient("P1", "third", 3);
        });
        fixture.awaitWritten();
        assertThat(fixture.rows("patients").get(0)).contains("fourth").endsWith("4");
    }

    @Test
    void theSameRecordsAgainChangeNothing() throws Exception {
        Runnable rows = () -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 2);
            topics.visit("V1", "P1", "D1", 3);
        };
        fixture.start();
        topics.write(rows);
        fixture.awaitWritten();
        var before = fixture.rows("visits");
        topics.write(rows);
        fixture.awaitWritten();

        assertThat(fixture.rows("visits")).isEqualTo(before);
    }

    @Test
    void childrenWaitForTheirParentsAndHinderNobody() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 2);
            topics.labReport("L1", "V1", 3);
            topics.visit("V1", "P2", "D1", 4);
            topics.visit("V2", "P1", "D1", 5);
        });
        await().untilAsserted(() -> assertThat(fixture.versions("visits")).containsExactly("V2=5"));
        await().until(() -> sink.progress().held() == 2);
        assertThat(topics.written(fixture.group)).isFalse();

        topics.write(() -> topics.patient("P2", "two", 6));
        fixture.awaitWritten();

        assertThat(fixture.versions("visits")).containsExactly("V1=4", "V2=5");
        assertThat(fixture.versions("lab_reports")).containsExactly("L1=3");
        assertThat(sink.progress().held()).isZero();
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void aRowThatWaitsIsReadAgainAfterARestart() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> topics.labReport("L1", "V1", 1));
        await().until(() -> sink.progress().held() == 1);
        fixture.stop();
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 2);
            topics.doctor("D1", 3);
            topics.visit("V1", "P1", "D1", 4);
        });
        fixture.awaitWritten();

        assertThat(fixture.versions("lab_reports")).containsExactly("L1=1");
    }

    @Test
    void aNewerVersionOfARowThatWaitsTakesItsPlace() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 1);
            topics.visit("V1", "P9", "D1", 2);
        });
        await().until(() -> sink.progress().held() == 1);
        topics.write(() -> topics.visit("V1", "P1", "D1", 3));
        fixture.awaitWritten();
        topics.write(() -> topics.patient("P9", "nine", 4));
        fixture.awaitWritten();

        assertThat(sink.progress().held()).isZero();
        assertThat(fixture.rows("visits").get(0)).contains("P1").endsWith("3");
    }

    @Test
    void tombstonesDeleteChildrenBeforeParents() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 2);
            topics.visit("V1", "P1", "D1", 3);
            topics.labReport("L1", "V1", 4);
        });
        fixture.awaitWritten();
        topics.write(() -> {
            topics.tombstone("patients", "P1");
            topics.tombstone("visits", "V1");
            topics.tombstone("lab_reports", "L1");
            topics.tombstone("lab_reports", "L-never-there");
        });
        fixture.awaitWritten();

        assertThat(fixture.rows("patients")).isEmpty();
        assertThat(fixture.rows("visits")).isEmpty();
        assertThat(fixture.rows("lab_reports")).isEmpty();
        assertThat(fixture.versions("doctors")).containsExactly("D1=2");
    }

    @Test
    void anOlderVersionDoesNotBringADeletedRowBack() throws Exception {
        fixture.start();
        topics.write(() -> topics.patient("P1", "five", 5));
        fixture.awaitWritten();
        topics.write(() -> topics.tombstone("patients", "P1"));
        fixture.awaitWritten();
        topics.write(() -> {
            topics.patient("P1", "four", 4);
            topics.patient("P1", "five", 5);
        });
        fixture.awaitWritten();
        assertThat(fixture.rows("patients")).isEmpty();

        fixture.stop();
        fixture.start();
        topics.write(() -> topics.patient("P1", "three", 3));
        fixture.awaitWritten();
        assertThat(fixture.rows("patients")).isEmpty();

        topics.write(() -> topics.patient("P1", "six", 6));
        fixture.awaitWritten();
        assertThat(fixture.versions("patients")).containsExactly("P1=6");
    }

    @Test
    void aTombstoneOfNoPossibleRowHindersNobody() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.tombstone("patients", "x".repeat(300));
            topics.tombstone("patients", "P1");
            topics.patient("P1", "one", 1);
        });
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=1");
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void oneRowThatTheDatabaseRefusesIsDeadLetteredAndTheOthersAreStored() throws Exception {
        topics.write(() -> {
            for (int i = 0; i < 1_000; i++) {
                topics.patient("P" + i, i == 700 ? "x".repeat(201) : "name", i);
            }
        });
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.rows("patients")).hasSize(999).noneMatch(row -> row.get(0)
                .equals("P700"));
        var letters = topics.deadLetters();
        assertThat(letters).containsOnlyKeys("P700");
        DeadLetter envelope = CleanTopics.envelope(letters.get("P700"));
        assertThat(envelope.stage()).isEqualTo(Stage.SINK);
        assertThat(envelope.rules()).isEqualTo("patients.row.sql");
        assertThat(envelope.violations().get(0).message())
                .isEqualTo("was refused by the database: error 1406, SQLState 22001");
        assertThat(Provenance.from(letters.get("P700").headers())).isPresent();
    }

    @Test
    void aCorrectedRowClosesItsDeadLetter() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "x".repeat(201), 5);
            topics.patient("P2", "x".repeat(201), 5);
            topics.patient("P1", "older", 4);
        });
        fixture.awaitWritten();
        assertThat(topics.deadLetters()).containsOnlyKeys("P1", "P2");

        topics.write(() -> topics.patient("P1", "corrected", 6));
        await().until(() -> topics.deadLetters().get("P1").value() == null);
        assertThat(topics.deadLetters().get("P2").value()).isNotNull();
        fixture.stop();
        fixture.start();
        topics.write(() -> topics.patient("P2", "corrected", 7));
        await().until(() -> topics.deadLetters().get("P2").value() == null);
    }

    @Test
    void rowsThatReferToARefusedRowAreDeadLetteredAndStoredWhenItIsCorrected() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            topics.patient("P1", "x".repeat(201), 2);
            topics.visit("V1", "P1", "D1", 3);
            topics.labReport("L1", "V1", 4);
        });
        fixture.awaitWritten();

        assertThat(fixture.rows("visits")).isEmpty();
        var letters = topics.deadLetters();
        assertThat(letters).containsOnlyKeys("P1", "V1", "L1");
        assertThat(CleanTopics.envelope(letters.get("V1")).rules()).isEqualTo("visits.patient_id.reference");
        assertThat(CleanTopics.envelope(letters.get("L1")).rules()).isEqualTo("lab_reports.visit_id.reference");
        assertThat(CleanTopics.envelope(letters.get("L1")).stage()).isEqualTo(Stage.SINK);

        topics.write(() -> topics.patient("P1", "corrected", 5));
        await().until(() -> topics.deadLetters().values().stream().allMatch(letter -> letter.value() == null));
        assertThat(fixture.versions("patients")).containsExactly("P1=5");
        assertThat(fixture.versions("visits")).containsExactly("V1=3");
        assertThat(fixture.versions("lab_reports")).containsExactly("L1=4");
    }

    @Test
    void anotherProcessStoresThemToo() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            topics.patient("P1", "x".repeat(201), 2);
            topics.visit("V1", "P1", "D1", 3);
            topics.visit("V2", "P1", "D1", 3);
        });
        fixture.awaitWritten();
        fixture.stop();
        topics.write(() -> {
            topics.visit("V2", "P1", "D1", 4);
            topics.patient("P1", "corrected", 5);
        });
        fixture.start();

        await().until(() -> topics.deadLetters().values().stream().allMatch(letter -> letter.value() == null));
        assertThat(fixture.versions("visits")).containsExactly("V1=3", "V2=4");
    }

    @Test
    void aRowThatWaitsForTooLongMakesTheProcessUnhealthyAndNoDeadLetter() throws Exception {
        Sink sink = fixture.start(fixture.settings(Duration.ofSeconds(1)));
        topics.write(() -> {
            topics.visit("V1", "P1", "D1", 3);
            topics.doctor("D1", 1);
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.UNHEALTHY);
        topics.write(() -> topics.doctor("D2", 1));
        await().until(() -> fixture.versions("doctors").contains("D2=1"));
        assertThat(topics.deadLetters()).isEmpty();

        topics.write(() -> topics.patient("P1", "one", 2));
        fixture.awaitWritten();
        await().until(() -> sink.progress().state() == State.IDLE);
        assertThat(fixture.versions("visits")).containsExactly("V1=3");
    }

    @Test
    void recordsThatAreNotCleanAreDeadLettered() throws Exception {
        Table patients = Tables.named("patients");
        topics.write(() -> {
            topics.send(patients, "P1", "{\"patient_id\":\"P1\"".getBytes(UTF_8));
            topics.row("patients", 1, "P2", "name", "F", "2023-02-30", null, null);
            topics.send(patients, "P3", "[]".getBytes(UTF_8));
            topics.patient("P4", "four", 2);
        });
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P4=2");
        assertThat(topics.deadLetters()).containsOnlyKeys("P1", "P2", "P3");
        assertThat(CleanTopics.envelope(topics.deadLetters().get("P2")).rules()).isEqualTo("patients.row.decode");
    }

    @Test
    void severalSinksShareTheWork() throws Exception {
        fixture.start();
        fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            for (int i = 0; i < 500; i++) {
                topics.labReport("L" + i, "V" + i, 2);
                topics.visit("V" + i, "P" + i, "D1", 2);
                topics.patient("P" + i, "name", 2);
            }
        });
        fixture.awaitWritten();

        assertThat(fixture.rows("lab_reports")).hasSize(500);
        assertThat(topics.deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Los_Angeles", "Asia/Kolkata", "UTC"})
    void datesAreTheSameDayInEveryTimeZone(String zone) throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            fixture.start();
            topics.write(() -> topics.row("patients", 1, "P1", "name", "F", "1970-01-01", null, null));
            fixture.awaitWritten();
            assertThat(sql.query("SELECT CAST(dob AS CHAR) FROM patients")).containsExactly(List.of("1970-01-01"));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theProceduresAnswerWithWhatWasWritten() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 2);
            topics.visit("V1", "P1", "D1", 3);
            topics.visit("V2", "P1", "D1", 3);
            topics.labReport("L1", "V1", 4);
        });
        fixture.awaitWritten();

        assertThat(sql.query("CALL GetPatientHistory('P1')")).hasSize(2);
        assertThat(sql.query("CALL GetPatientLabReports('P1')")).hasSize(1);
        assertThat(sql.query("CALL GetDoctorSummary('D1')").get(0)).contains("D1", "2", "1", "2024-03-31");
    }
}
