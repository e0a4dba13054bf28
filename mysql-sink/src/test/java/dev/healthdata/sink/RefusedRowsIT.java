package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows that the database does not take, and what becomes of those that refer to them. */
class RefusedRowsIT extends SinkTestCase {
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
    void aDeadLetterHoldsTheBytesThatItsRowCameAsUnlessTheyAreGone() throws Exception {
        List<RawOrigin> raw = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            raw.addAll(topics.raw("patients", List.of("as it came " + 2 * i, "as it came " + (2 * i + 1))));
        }
        topics.raw("patients", Collections.nCopies(1_500, "somebody else's")); // too many to be read over
        raw.addAll(topics.raw("patients", List.of("as it came 10")));
        List<RawOrigin> gone = List.of(
                new RawOrigin("raw-patients", 0, raw.get(10).offset() + 1_000_000),
                new RawOrigin("raw-patients", 99, 0),
                new RawOrigin("raw-nowhere", 0, 0));
        topics.write(() -> {
            for (int i = 10; i >= 0; i--) {
                topics.row("patients", i, raw.get(i), "bytes" + i, "x".repeat(201), "F", "1980-02-29", null, null);
            }
            for (int i = 0; i < gone.size(); i++) {
                topics.row("patients", i, gone.get(i), "gone" + i, "x".repeat(201), "F", "1980-02-29", null, null);
            }
        });
        fixture.start();
        fixture.awaitWritten();

        var letters = topics.deadLetters();
        assertThat(letters).hasSize(11 + gone.size());
        for (int i = 0; i <= 10; i++) {
            assertThat(letters.get("bytes" + i).value()).asString(UTF_8).isEqualTo("as it came " + i);
        }
        for (int i = 0; i < gone.size(); i++) {
            assertThat(letters.get("gone" + i).value()).asString(UTF_8).contains("\"patient_id\":\"gone" + i + "\"");
        }
    }

    @Test
    void aRowThatBreaksAForeignKeyOfSomebodyElseIsDeadLetteredAndTheOthersAreStored() throws Exception {
        try (Connection other = sql.connect();
                Statement statement = other.createStatement()) {
            statement.execute(
                    "CREATE TABLE cities (city VARCHAR(100) COLLATE utf8mb4_bin PRIMARY KEY) ENGINE = InnoDB");
            try {
                statement.execute("INSERT INTO cities VALUES ('Bergen')");
                statement.execute(
                        "ALTER TABLE patients ADD CONSTRAINT lives FOREIGN KEY (city) REFERENCES cities (city)");
                topics.write(() -> {
                    for (int i = 0; i < 10; i++) {
                        topics.row(
                                "patients", i, "city" + i, "name", "F", "1990-01-02", null, i == 7 ? "Oslo" : "Bergen");
                    }
                });
                fixture.start();
                fixture.awaitWritten();

                assertThat(fixture.rows("patients")).hasSize(9);
                assertThat(topics.deadLetters()).containsOnlyKeys("city7");
                assertThat(CleanTopics.envelope(topics.deadLetters().get("city7"))
                                .violations()
                                .get(0)
                                .message())
                        .contains("error 1452");
                topics.write(() -> topics.row("patients", 20, "city7", "name", "F", "1990-01-02", null, "Bergen"));
                await().until(() -> topics.deadLetters().get("city7").value() == null);
            } finally {
                fixture.stop();
                statement.execute("ALTER TABLE patients DROP FOREIGN KEY lives");
                statement.execute("DROP TABLE cities");
            }
        }
    }

    @Test
    void aRowThatATriggerRefusesIsDeadLetteredAndTheOthersAreStored() throws Exception {
        sql.administer("CREATE TRIGGER healthcare_db.adults BEFORE INSERT ON healthcare_db.patients FOR EACH ROW"
                + " BEGIN IF NEW.city = 'Nowhere' THEN SIGNAL SQLSTATE '45000'; END IF; END");
        try {
            topics.write(() -> {
                for (int i = 0; i < 10; i++) {
                    topics.row(
                            "patients", i, "trigger" + i, "name", "F", "1990-01-02", null, i == 7 ? "Nowhere" : "Oslo");
                }
            });
            fixture.start();
            fixture.awaitWritten();

            assertThat(fixture.rows("patients")).hasSize(9);
            assertThat(topics.deadLetters()).containsOnlyKeys("trigger7");
        } finally {
            fixture.stop();
            sql.administer("DROP TRIGGER healthcare_db.adults");
        }
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
    void aDeadLetterIsClosedAlsoWhileOthersComeWithoutAPause() throws Exception {
        fixture.start();
        topics.write(() -> topics.patient("P1", "x".repeat(201), 5));
        fixture.awaitWritten();
        try (LetterStream others = new LetterStream()) {
            others.start(Tables.named("doctors"));
            topics.write(() -> topics.patient("P1", "corrected", 6));
            await().until(() -> topics.deadLetters().get("P1").value() == null);
        }
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
    void aTombstoneEndsWhatWasRefusedAlthoughItWasNeverStored() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            topics.patient("P1", "x".repeat(201), 2);
            topics.patient("P2", "x".repeat(201), 2);
            topics.visit("V1", "P1", "D1", 3);
            topics.visit("V2", "P1", "D1", 3);
        });
        fixture.awaitWritten();
        assertThat(topics.deadLetters()).containsOnlyKeys("P1", "P2", "V1", "V2");

        topics.write(() -> {
            topics.tombstone("visits", "V1");
            topics.tombstone("patients", "P2");
        });
        fixture.awaitWritten();
        topics.write(() -> topics.patient("P1", "corrected", 5));

        await().until(() -> topics.deadLetters().values().stream().allMatch(letter -> letter.value() == null));
        assertThat(fixture.versions("patients")).containsExactly("P1=5");
        assertThat(fixture.versions("visits")).containsExactly("V2=3");
    }

    @Test
    void tombstonesThatComeWhileRowsAreReleasedEndThemToo() throws Exception {
        List<String> visits =
                IntStream.range(0, 400).mapToObj(i -> "released" + i).toList();
        fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            topics.patient("P8", "x".repeat(201), 2);
            visits.forEach(visit -> topics.visit(visit, "P8", "D1", 3));
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> topics.deadLetters().size() == 401);
        topics.write(() -> topics.patient("P8", "corrected", 5));
        for (int from = 0; from < visits.size(); from += 4) {
            List<String> some = visits.subList(from, from + 4);
            topics.write(() -> some.forEach(visit -> topics.tombstone("visits", visit)));
        }

        await().atMost(Duration.ofMinutes(1))
                .until(() -> topics.deadLetters().values().stream().allMatch(letter -> letter.value() == null));
        fixture.awaitWritten();
        assertThat(fixture.versions("patients")).containsExactly("P8=5");
        assertThat(fixture.rows("visits")).isEmpty();
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
    void aRowIsNotTakenForGoneBecauseKafkaAnswersLate() throws Exception {
        Map<String, Object> late = Map.of("fetch.min.bytes", 1 << 20, "fetch.max.wait.ms", 1_500);
        fixture.start(fixture.with(late, Duration.ofSeconds(1)));
        topics.write(() -> {
            topics.doctor("D1", 1);
            topics.patient("P1", "x".repeat(201), 2);
            topics.visit("V1", "P1", "D1", 3);
        });
        await().atMost(Duration.ofMinutes(1))
                .until(() -> topics.deadLetters().keySet().equals(Set.of("P1", "V1")));

        topics.write(() -> topics.patient("P1", "corrected", 5));

        await().atMost(Duration.ofMinutes(2))
                .until(() -> topics.deadLetters().values().stream().allMatch(letter -> letter.value() == null));
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
            topics.patient("P4 ", "another", 3);
        });
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P4=2");
        assertThat(topics.deadLetters()).containsOnlyKeys("P1", "P2", "P3", "P4 ");
        assertThat(CleanTopics.envelope(topics.deadLetters().get("P2")).rules()).isEqualTo("patients.row.decode");
    }

    @Test
    void aRowThatIsNewerThanWhatCameBeforeARecordThatIsNotCleanClosesItsDeadLetter() throws Exception {
        Table patients = Tables.named("patients");
        byte[] noRow = "[]".getBytes(UTF_8);
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.patient("P5", "five", 5);
        });
        fixture.awaitWritten();
        topics.write(() -> {
            topics.send(patients, "P5", noRow);
            topics.patient("P5", "older, and late", 3);
            topics.send(patients, "P1", noRow);
            topics.send(patients, "P2", noRow);
            topics.patient("P3", "three", 1);
            topics.send(patients, "P3", noRow);
            topics.send(patients, "P4", noRow);
            topics.patient("P4", "four", 1);
        });
        fixture.awaitWritten();
        await().until(() -> topics.deadLetters().get("P4").value() == null);
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.patient("P2", "two", 1);
        });
        await().until(() -> topics.deadLetters().get("P2").value() == null);
        assertThat(topics.deadLetters().get("P1").value()).isNotNull();
        assertThat(topics.deadLetters().get("P3").value()).isNotNull();
        assertThat(topics.deadLetters().get("P5").value()).isNotNull();

        fixture.stop();
        topics.write(() -> {
            topics.patient("P5", "six", 6);
            topics.patient("P1", "one", 2);
            topics.tombstone("patients", "P3");
        });
        fixture.start();
        await().until(() -> topics.deadLetters().values().stream().allMatch(letter -> letter.value() == null));
        assertThat(fixture.versions("patients")).containsExactly("P1=2", "P2=1", "P4=1", "P5=6");
    }

    @Test
    void aRecordThatIsNotCleanEndsNoLetterOfARowThatTheDatabaseRefused() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> topics.patient("P1", "x".repeat(201), 5));
        fixture.awaitWritten();
        await().until(() -> topics.deadLetters().containsKey("P1"));
        topics.write(() -> topics.send(Tables.named("patients"), "P1", "[]".getBytes(UTF_8)));
        fixture.awaitWritten();
        topics.write(() -> {
            topics.doctor("D1", 1);
            topics.visit("V1", "P1", "D1", 3);
        });
        fixture.awaitWritten();
        assertThat(topics.deadLetters()).containsOnlyKeys("P1", "V1");
        assertThat(sink.progress().held()).isZero();

        topics.write(() -> topics.patient("P1", "older", 4));
        await().until(() -> topics.deadLetters().get("V1").value() == null);
        assertThat(topics.deadLetters().get("P1").value()).isNotNull();
        topics.write(() -> topics.patient("P1", "newer", 6));
        await().until(() -> topics.deadLetters().get("P1").value() == null);
        assertThat(fixture.versions("visits")).containsExactly("V1=3");
    }
}
