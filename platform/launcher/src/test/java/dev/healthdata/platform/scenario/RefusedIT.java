package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.platform.scenario.RunningPlatform.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Rows that every rule passes and the database refuses: counted, explained, repaired, sent again, closed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusedIT {
    private static final String PATIENTS = "patient_id,name,gender,dob,blood_group,city";
    private static final String VISITS = "visit_id,patient_id,doctor_id,visit_date,reason,visit_type";

    @TempDir
    private static Path directory;

    private static RunningPlatform platform;

    @BeforeAll
    static void starts() throws Exception {
        platform = RunningPlatform.start(directory);
        platform.database().update("ALTER TABLE patients ADD CONSTRAINT no_such_city CHECK (city <> 'Atlantis')");
        platform.feed("patients.csv", PATIENTS, "P1,Ann,F,1980-01-01,O+,Bonn", "P2,Triton,M,1981-01-01,A+,Atlantis");
        platform.feed("doctors.csv", "doctor_id,name,specialization,hospital", "D1,Dora,ENT,City");
        platform.feed("visits.csv", VISITS, "V1,P1,D1,2024-01-01,cough,OPD", "V2,P2,D1,2024-01-02,cough,OPD");
        awaitOpen(2);
    }

    @AfterAll
    static void ends() throws Exception {
        platform.stop();
    }

    @Test
    @Order(1)
    void theAuditCountsThemAmongTheDeadLetteredAndBalances() {
        platform.awaitRows("visits", 2);

        Run audit = platform.ok("audit");

        assertThat(audit.output()).contains("2 clean rows were refused by the database", "The books balance");
        assertThat(books("patients"))
                .isEqualTo("{\"rows\":2,\"stored\":1,\"superseded\":0,\"waiting\":0,\"dead_lettered\":1}");
        assertThat(books("visits"))
                .as("a visit of a refused patient cannot be stored either")
                .isEqualTo("{\"rows\":2,\"stored\":1,\"superseded\":0,\"waiting\":0,\"dead_lettered\":1}");
    }

    @Test
    @Order(1)
    void summaryListAndShowSayWhoRefusedThemAndWhatToDo() {
        assertThat(summary().groups())
                .containsExactlyInAnyOrder(
                        "SINK patients.row.sql patients.csv", "SINK visits.patient_id.reference visits.csv");
        assertThat(platform.ok("dead-letters", "list", "--stage", "SINK", "--table", "patients")
                        .output())
                .contains("P2", "patients.csv, line 3", "1 dead letters");
        assertThat(platform.ok("dead-letters", "show", "P2").output())
                .contains(
                        "stage          SINK",
                        "was refused by the database",
                        "name           ***",
                        "replay --stage SINK")
                .doesNotContain("Triton");
    }

    @Test
    @Order(1)
    void traceTellsThatTheRowWasCleanAndIsNotStored() {
        assertThat(platform.ok("trace", "--file", "patients.csv", "--line", "3").output())
                .contains("clean, version", "dead letter, stage SINK", "is dead-lettered", "no such row");
    }

    @Test
    @Order(1)
    void statusCountsThem() {
        assertThat(platform.ok("status").output()).contains("2 clean rows were refused by the database");
        assertThat(platform.ok("status", "--json")
                        .json()
                        .at("/database/refused")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    @Order(1)
    void theyCannotBeClosedByHand() {
        Run close = platform.run("dead-letters", "close", "P2", "--reason", "away with it");

        assertThat(close.code()).as(close.output()).isEqualTo(1);
        assertThat(close.output()).contains("repair it, or make room for it");
    }

    @Test
    @Order(2)
    void sentAgainAsTheyAreTheyAreRefusedAgain() {
        Run replay = platform.run("dead-letters", "replay", "--id", "P2");

        assertThat(replay.code()).as(replay.output()).isEqualTo(1);
        assertThat(replay.output()).contains("rejected, patients.row.sql");
        platform.awaitRows("patients", 3);
        assertThat(books("patients"))
                .isEqualTo("{\"rows\":3,\"stored\":1,\"superseded\":1,\"waiting\":0,\"dead_lettered\":1}");
    }

    @Test
    @Order(3)
    void aRepairThatBreaksARuleIsNotSent() {
        Run replay = platform.run("dead-letters", "replay", "--id", "P2", "--table", "patients", "--set", "gender=X");

        assertThat(replay.code()).as(replay.output()).isEqualTo(1);
        assertThat(replay.output()).contains("skipped, would be rejected by the rules");
        assertThat(summary().groups()).contains("SINK patients.row.sql patients.csv");
    }

    @Test
    @Order(4)
    void repairedInASpreadsheetTheyAreStoredAndSoAreRowsThatReferToThem() throws Exception {
        Path out = directory.resolve("repair");
        platform.ok("dead-letters", "export", "--out", out.toString(), "--table", "patients");
        Path sheet = out.resolve("patients.csv");
        Files.writeString(sheet, Files.readString(sheet).replace("Atlantis", "Bonn"));

        Run replay = platform.ok("dead-letters", "replay", "--from", sheet.toString(), "--json");

        assertThat(replay.json().get("accepted").asLong()).as(replay.output()).isEqualTo(1);
        awaitOpen(0);
        platform.awaitRows("patients", 4);
        assertThat(books("patients"))
                .isEqualTo("{\"rows\":4,\"stored\":2,\"superseded\":2,\"waiting\":0,\"dead_lettered\":0}");
        assertThat(books("visits"))
                .isEqualTo("{\"rows\":2,\"stored\":2,\"superseded\":0,\"waiting\":0,\"dead_lettered\":0}");
        assertThat(platform.ok("trace", "--table", "patients", "--id", "P2").output())
                .contains("sent again", "dead letter closed", "is stored", "the database has version");
    }

    @Test
    @Order(5)
    void aRefusedCorrectionLeavesWhatWasStoredAndIsStoredWhenThereIsRoom() throws Exception {
        platform.feed("patients-2.csv", PATIENTS, "P1,Ann,F,1980-01-01,O+,Atlantis");
        awaitOpen(1);
        platform.awaitRows("patients", 5);
        assertThat(books("patients"))
                .isEqualTo("{\"rows\":5,\"stored\":1,\"superseded\":3,\"waiting\":0,\"dead_lettered\":1}");

        platform.database().update("ALTER TABLE patients DROP CONSTRAINT no_such_city");
        Run replay = platform.ok("dead-letters", "replay", "--stage", "SINK");

        assertThat(replay.output()).contains("accepted");
        awaitOpen(0);
        platform.awaitRows("patients", 6);
        platform.database().update("ALTER TABLE patients ADD CONSTRAINT no_such_hamlet CHECK (city <> 'Brigadoon')");
    }

    @Test
    @Order(6)
    void aNewerVersionThatTheDatabaseTakesClosesTheDeadLetter() throws Exception {
        platform.feed("patients-3.csv", PATIENTS, "P3,Fiona,F,1980-01-01,O+,Brigadoon");
        awaitOpen(1);

        platform.feed("patients-4.csv", PATIENTS, "P3,Fiona,F,1980-01-01,O+,Bonn");

        awaitOpen(0);
        platform.awaitRows("patients", 8);
    }

    @Test
    @Order(7)
    void aRefusedRowAndANewerOneThatTheRulesRejectAreBothOpenUntilAGoodOneComes() throws Exception {
        platform.feed(
                "patients-5.csv", PATIENTS, "P4,Fay,F,1980-01-01,O+,Brigadoon", "P4,Fay,F,2980-01-01,O+,Brigadoon");
        awaitOpen(2);
        platform.awaitRows("patients", 10);

        assertThat(summary().groups())
                .containsExactlyInAnyOrder(
                        "SINK patients.row.sql patients-5.csv", "VALIDATE patients.dob.future patients-5.csv");
        assertThat(books("patients"))
                .isEqualTo("{\"rows\":10,\"stored\":3,\"superseded\":5,\"waiting\":0,\"dead_lettered\":2}");
        assertThat(platform.ok("dead-letters", "show", "P4").output()).contains("SINK", "VALIDATE");
        Run replay = platform.run("dead-letters", "replay", "--stage", "SINK");
        assertThat(replay.code()).as(replay.output()).isEqualTo(1);
        assertThat(replay.output()).contains("skipped, a newer row of it came");

        platform.feed("patients-6.csv", PATIENTS, "P4,Fay,F,1980-01-01,O+,Bonn");

        awaitOpen(0);
        platform.awaitRows("patients", 11);
    }

    private static void awaitOpen(long letters) {
        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(summary().json().get("open").asLong()).isEqualTo(letters));
    }

    private static Run summary() {
        return platform.ok("dead-letters", "summary", "--json");
    }

    private static String books(String table) {
        return platform.ok("audit", "--json").json().at("/tables/" + table).toString();
    }
}
