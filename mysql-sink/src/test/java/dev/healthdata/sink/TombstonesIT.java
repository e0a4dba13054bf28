package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.sink.consume.Limits;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clean records without a value. */
class TombstonesIT extends SinkTestCase {
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
    void anOlderVersionDoesNotMakeADeletionForgottenThatWaitsForOtherRows() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 5);
            topics.visit("V1", "P1", "D1", 3);
        });
        fixture.awaitWritten();
        topics.write(() -> {
            topics.tombstone("doctors", "D1");
            topics.doctor("D1", 4);
            // In every partition, and stored with what stands before it.
            IntStream.range(0, 20).forEach(i -> topics.doctor("later" + i, 6));
        });
        await().until(() -> fixture.rows("doctors").size() == 21);
        topics.write(() -> topics.tombstone("visits", "V1"));
        fixture.awaitWritten();

        assertThat(fixture.rows("visits")).isEmpty();
        assertThat(fixture.versions("doctors")).hasSize(20).doesNotContain("D1=5");
    }

    @Test
    void aDeletionThatWaitsIsNotForgottenWhenTheDatabaseRefusesTheNextVersion() throws Exception {
        // Its letter stays open behind this test, so that no other test has the same doctor.
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D-refused", 5);
            topics.visit("V-refused", "P1", "D-refused", 3);
        });
        fixture.awaitWritten();
        topics.write(() -> topics.tombstone("doctors", "D-refused"));
        await().until(() -> sink.progress().held() == 1);
        topics.write(() -> topics.row("doctors", 6, "D-refused", "x".repeat(201), null, null));
        await().until(() -> topics.deadLetters().size() == 1);
        topics.write(() -> topics.tombstone("visits", "V-refused"));
        fixture.awaitWritten();

        assertThat(fixture.rows("visits")).isEmpty();
        assertThat(fixture.rows("doctors")).isEmpty();
    }

    @Test
    void aDeletionThatWaitsIsNotForgottenAtARestartBecauseTheNextVersionWaitsToo() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 1);
            topics.visit("V1", "P1", "D1", 3);
            topics.labReport("L1", "V1", 4);
        });
        fixture.awaitWritten();
        topics.write(() -> {
            topics.tombstone("visits", "V1");
            topics.visit("V1", "P9", "D1", 6);
        });
        await().until(() -> sink.progress().held() == 1);
        fixture.stop();
        Sink again = fixture.start();
        await().until(() -> again.progress().held() == 1);
        topics.write(() -> topics.tombstone("lab_reports", "L1"));

        await().until(() -> fixture.rows("visits").isEmpty());
        topics.write(() -> topics.patient("P9", "nine", 7));
        fixture.awaitWritten();
        assertThat(fixture.versions("visits")).containsExactly("V1=6");
    }

    @Test
    void aTombstoneEndsARowThatWaitsAlsoWithAnOlderVersionBehindIt() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            topics.visit("V1", "P9", "D1", 6);
        });
        await().until(() -> sink.progress().held() == 1);
        topics.write(() -> {
            topics.tombstone("visits", "V1");
            topics.visit("V1", "P9", "D1", 4);
        });
        fixture.awaitWritten();
        topics.write(() -> topics.patient("P9", "nine", 7));
        fixture.awaitWritten();

        assertThat(fixture.rows("visits")).isEmpty();
        assertThat(sink.progress().held()).isZero();
    }

    @Test
    void whatIsStoredOrDeletedInANewerVersionWaitsForNothing() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.patient("P2", "two", 1);
            topics.doctor("D1", 2);
            topics.visit("V1", "P1", "D1", 5);
            topics.visit("V2", "P2", "D1", 6);
        });
        fixture.awaitWritten();
        topics.write(() -> {
            topics.tombstone("visits", "V1");
            topics.tombstone("patients", "P1");
        });
        fixture.awaitWritten();
        topics.write(() -> {
            topics.visit("V1", "P1", "D1", 4);
            topics.visit("V2", "P1", "D1", 5);
        });
        fixture.awaitWritten();

        assertThat(fixture.versions("visits")).containsExactly("V2=6");
    }

    @Test
    void tombstonesOfMoreParentsThanCanBeHeldDoNotKeepThoseOfTheirChildrenFromBeingRead() throws Exception {
        int rows = 2_000;
        fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            IntStream.range(0, rows).forEach(i -> topics.patient("P" + i, "name", 1));
            IntStream.range(0, rows).forEach(i -> topics.visit("V" + i, "P" + i, "D1", 1));
            IntStream.range(0, rows).forEach(i -> topics.labReport("L" + i, "V" + i, 1));
        });
        fixture.awaitWritten();
        fixture.stop();
        topics.write(() -> {
            IntStream.range(0, rows).forEach(i -> topics.tombstone("patients", "P" + i));
            IntStream.range(0, rows).forEach(i -> topics.tombstone("visits", "V" + i));
            IntStream.range(0, rows).forEach(i -> topics.tombstone("lab_reports", "L" + i));
        });
        Sink sink = fixture.start(fixture.settings(new Limits(100, 400, Duration.ofMinutes(1))));
        fixture.awaitWritten();

        assertThat(sink.progress().held()).isZero();
        assertThat(fixture.rows("lab_reports")).isEmpty();
        assertThat(fixture.rows("visits")).isEmpty();
        assertThat(fixture.rows("patients")).isEmpty();
        assertThat(fixture.versions("doctors")).containsExactly("D1=1");
    }

    @Test
    void aDeletionThatTheDatabaseRefusesWaitsAndHindersNobody() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.patient("P2", "two", 1);
            topics.patient("P3", "three", 1);
        });
        fixture.awaitWritten();
        keep("P1");
        try {
            topics.write(() -> {
                IntStream.rangeClosed(1, 3).forEach(i -> topics.tombstone("patients", "P" + i));
                topics.patient("P-refused", "x".repeat(201), 2);
                // In every partition.
                IntStream.range(0, 20).forEach(i -> topics.patient("later" + i, "name", 2));
            });
            await().until(() -> fixture.rows("patients").size() == 21);
            await().until(() -> topics.deadLetters().containsKey("P-refused"));
            assertThat(fixture.versions("patients")).contains("P1=1");
            await().until(() -> sink.progress().held() == 1);
            assertThat(topics.written(fixture.group)).isFalse();
        } finally {
            sql.administer("DROP TRIGGER healthcare_db.kept");
        }
        topics.write(() -> topics.patient("P-refused", "short", 3));
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).hasSize(21).doesNotContain("P1=1");
        await().until(() -> topics.deadLetters().get("P-refused").value() == null);
    }

    @Test
    void deletionsThatTheDatabaseRefusedTakeTurnsAlsoWhereManyOfThemAreReferredToMeanwhile() throws Exception {
        // More than a hundred for each writer, of those that are referred to as well.
        Sink sink = fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            IntStream.range(0, 400).forEach(i -> topics.patient("P" + i, "name", 1));
        });
        fixture.awaitWritten();
        keepIf("TRUE");
        try {
            topics.write(() -> IntStream.range(0, 400).forEach(i -> topics.tombstone("patients", "P" + i)));
            await().atMost(Duration.ofMinutes(1)).until(() -> sink.progress().held() == 400);
            topics.write(() -> IntStream.range(0, 260).forEach(i -> topics.visit("V" + i, "P" + i, "D1", 2)));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> fixture.rows("visits").size() == 260);
            // Each of these is a round.
            for (int i = 0; i < 4; i++) {
                String id = "later" + i;
                topics.write(() -> topics.patient(id, "name", 2));
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> fixture.versions("patients").contains(id + "=2"));
            }
        } finally {
            sql.administer("DROP TRIGGER healthcare_db.kept");
        }

        await().atMost(Duration.ofMinutes(1))
                .until(() -> fixture.rows("patients").size() == 264);
        await().until(() -> sink.progress().held() == 260);
    }

    @Test
    void aRowThatWasDeletedDoesNotComeBackBecauseTheDatabaseRefusesToDeleteIt() throws Exception {
        fixture.start();
        topics.write(() -> topics.patient("P1", "five", 5));
        fixture.awaitWritten();
        topics.write(() -> topics.tombstone("patients", "P1"));
        fixture.awaitWritten();
        keep("P1");
        try {
            topics.write(() -> {
                topics.patient("P1", "four", 4);
                topics.patient("P2", "two", 6);
                topics.doctor("D1", 6);
            });
            fixture.awaitWritten();
        } finally {
            fixture.stop();
            sql.administer("DROP TRIGGER healthcare_db.kept");
        }

        assertThat(fixture.versions("patients")).containsExactly("P2=6");
        assertThat(fixture.versions("doctors")).containsExactly("D1=6");
        assertThat(topics.deadLetters()).isEmpty();
    }

    /** As somebody may who must not lose what he is asked for. */
    private void keep(String patient) throws Exception {
        keepIf("OLD.patient_id = '" + patient + "'");
    }

    private void keepIf(String condition) throws Exception {
        sql.administer("CREATE TRIGGER healthcare_db.kept BEFORE DELETE ON healthcare_db.patients FOR EACH ROW"
                + " BEGIN IF " + condition + " THEN SIGNAL SQLSTATE '45000'; END IF; END");
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

    /** For the database it is the same as one without the blank. */
    @Test
    void aTombstoneOfAnIdWithABlankBehindItIsOneOfNoRow() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.patient("P2", "two", 1);
            topics.doctor("D1", 1);
            topics.visit("V1", "P1", "D1", 1);
            topics.tombstone("patients", "P1 ");
            topics.tombstone("patients", "P2 ");
        });
        fixture.awaitWritten();
        assertThat(fixture.versions("patients")).containsExactly("P1=1", "P2=1");

        topics.write(() -> topics.tombstone("patients", "P2"));
        fixture.awaitWritten();
        assertThat(fixture.versions("patients")).containsExactly("P1=1");
        assertThat(topics.deadLetters()).isEmpty();
    }
}
