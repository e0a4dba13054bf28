package dev.healthdata.platform.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.scenario.RunningPlatform.Run;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An operator's day: what is wrong, why, repaired in a spreadsheet, sent again, closed, and proven. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperateIT {
    private static final String SECRET = "Zaphod";

    @TempDir
    private static Path directory;

    private static RunningPlatform platform;

    @BeforeAll
    static void starts() throws Exception {
        platform = RunningPlatform.start(directory);
        platform.feed(
                "patients.csv",
                "patient_id,name,gender,dob,blood_group,city",
                "P1,Ann,F,1980-01-01,O+,Bonn",
                "P2," + SECRET + ",X,1990-13-01,O+,Bonn",
                "P3,\"=cmd|x\",M,1975-05-05,Q,'s-Hertogenbosch",
                ",Nobody,F,1980-02-02,A+,Bonn",
                "P5,too,F,1980-01-01,O+,many,fields",
                "TOTAL,,,,,");
        platform.feed("doctors.csv", "doctor_id,name,specialization,hospital", "D1,Dora,ENT,City");
        platform.feed(
                "visits.csv",
                "visit_id,patient_id,doctor_id,visit_date,reason,visit_type",
                "V1,P1,D1,2024-01-01,cough,OPD",
                "V2,P2,D1,2024-01-02,cough,OPD");
        platform.awaitRows("patients", 6);
        platform.awaitRows("visits", 2);
    }

    @AfterAll
    static void ends() throws Exception {
        platform.stop();
    }

    @Test
    @Order(1)
    void summaryCountsByRuleAndFile() {
        Run summary = platform.ok("dead-letters", "summary", "--table", "patients", "--json");

        assertThat(summary.json().get("open").asLong()).isEqualTo(5);
        assertThat(summary.groups())
                .contains(
                        "VALIDATE patients.gender.allowed patients.csv",
                        "VALIDATE patients.dob.date patients.csv",
                        "VALIDATE patients.patient_id.required patients.csv",
                        "CSV patients.row.fields patients.csv");
        assertThat(platform.ok("dead-letters", "summary", "--table", "patients").output())
                .contains("5 dead letters are open.");
    }

    @Test
    @Order(1)
    void listFiltersAndPages() {
        JsonNode first = platform.ok("dead-letters", "list", "--table", "patients", "--limit", "2", "--json")
                .json();
        JsonNode last = platform.ok(
                        "dead-letters", "list", "--table", "patients", "--limit", "2", "--page", "3", "--json")
                .json();

        assertThat(first.get("found").asLong()).isEqualTo(5);
        assertThat(first.get("dead_letters")).hasSize(2);
        assertThat(last.get("dead_letters")).hasSize(1);
        assertThat(platform.ok("dead-letters", "list", "--rule", "patients.dob.date")
                        .output())
                .contains("P2")
                .contains("patients.csv, line 3")
                .doesNotContain("P3");
        assertThat(platform.ok("dead-letters", "list", "--stage", "CSV", "--file", "patients.csv")
                        .output())
                .contains("1 dead letters");
        assertThat(platform.ok("dead-letters", "list", "--table", "doctors").output())
                .contains("0 dead letters");
    }

    @Test
    @Order(1)
    void showMasksValuesUntilTheyAreRevealedAndThenSaysSoInTheAuditLog() {
        assertThat(platform.ok("dead-letters", "show", "P2").output())
                .contains("patients.gender.allowed", "patients.csv, line 3", "name           ***")
                .doesNotContain(SECRET);
        assertThat(platform.ok("dead-letters", "show", "P2", "--json").output()).doesNotContain(SECRET);
        assertThat(auditLog()).noneMatch(entry -> entry.contains("reveal"));

        Run shown = platform.ok("dead-letters", "show", "P2", "--reveal", "--as", "ada", "--reason", "ticket 7");

        assertThat(shown.output()).contains(SECRET);
        assertThat(auditLog())
                .anyMatch(entry -> entry.contains("\"action\":\"reveal\"")
                        && entry.contains("\"who\":\"ada\"")
                        && entry.contains("ticket 7")
                        && entry.contains("P2")
                        && !entry.contains(SECRET));
    }

    @Test
    @Order(1)
    void statusTellsWhichPartsAreUpAndHowFarTheyAre() {
        assertThat(platform.ok("status").output())
                .contains("validator up", "sink up", "analytics up", "the row that waits longest came at");
        JsonNode status = platform.ok("status", "--json").json();
        assertThat(status.at("/tables/patients").toString())
                .isEqualTo("{\"rows\":6,\"clean\":1,\"waiting\":0,\"dead_letters\":5}");
        assertThat(status.at("/validator/members").asInt()).isPositive();
        assertThat(status.at("/validator/behind").asLong(-1)).isZero();
        assertThat(status.at("/database/members").asInt()).isPositive();
        assertThat(status.at("/database/behind").asLong(-1)).isZero();
        assertThat(status.at("/aggregates/up").asBoolean()).isTrue();
        assertThat(status.at("/aggregates/behind").asLong(-1)).isZero();
    }

    @Test
    @Order(1)
    void statusTellsThatTheAnalyticsAreDownWhereTheyDoNotAnswer() {
        String nobody = "http://127.0.0.1:1/health";

        assertThat(platform.ok("status", "--analytics-health", nobody).output()).contains("analytics DOWN");
        assertThat(platform.ok("status", "--json", "--analytics-health", nobody)
                        .json()
                        .at("/aggregates/up")
                        .asBoolean(true))
                .isFalse();
        assertThat(platform.run("status", "--analytics-health", "nobody:8080").code())
                .isEqualTo(2);
    }

    @Test
    @Order(1)
    void wrongUseIsToldWithExitCodeTwo() {
        assertThat(platform.run("dead-letters", "list", "--stage", "NONE").code())
                .isEqualTo(2);
        assertThat(platform.run("dead-letters", "list", "--since", "yesterday").output())
                .contains("--since");
        assertThat(platform.run("dead-letters", "close", "TOTAL").output()).contains("--reason");
        assertThat(platform.run("dead-letters", "replay", "--set", "nothing=1").output())
                .contains("has no column nothing");
        assertThat(platform.run("dead-letters", "replay", "--table", "patients", "--set", "patient_id=1")
                        .output())
                .contains("is the id");
    }

    @Test
    @Order(2)
    void traceTellsTheStoryOfALine() {
        assertThat(platform.ok("trace", "--file", "patients.csv", "--line", "3").output())
                .contains("patients P2", "dead letter, stage VALIDATE", "is dead-lettered", "no such row");
        assertThat(platform.ok("trace", "--table", "patients", "--id", "P1").output())
                .contains("clean, version", "is stored", "the database has version");
        assertThat(platform.ok("trace", "--table", "visits", "--id", "V2").output())
                .as("when the grace period is over, it is reported and waits nevertheless")
                .containsPattern("is (waiting|dead-lettered)");
        assertThat(platform.run("trace", "--table", "patients", "--id", "P99").code())
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void dryRunSaysWhatWouldHappenAndSendsNothing() {
        Run unrepaired = platform.run("dead-letters", "replay", "--id", "P3", "--dry-run");
        Run repaired = platform.ok(
                "dead-letters", "replay", "--id", "P3", "--table", "patients", "--set", "blood_group=A+", "--dry-run");

        assertThat(unrepaired.code()).isEqualTo(1);
        assertThat(unrepaired.output()).contains("would be rejected, patients.blood_group.allowed");
        assertThat(repaired.output()).contains("would be accepted");
        assertThat(rows("patients")).isEqualTo(6);
    }

    @Test
    @Order(4)
    void replaySaysThatARowWasRejectedAgain() {
        Run again = platform.run("dead-letters", "replay", "--id", "P3");

        assertThat(again.code()).as(again.output()).isEqualTo(1);
        assertThat(again.output()).contains("rejected, patients.blood_group.allowed");
        assertThat(platform.ok("dead-letters", "show", "P3").output()).contains("attempt 2", "patients.csv, line 4");
        Run capped = platform.run("dead-letters", "replay", "--id", "P3", "--max-attempts", "2");
        assertThat(capped.output()).contains("skipped, was tried 2 times");
        assertThat(rows("patients")).isEqualTo(7);
    }

    @Test
    @Order(5)
    void rowsAreRepairedInASpreadsheetAndSentAgain() throws Exception {
        Path out = directory.resolve("repair");
        platform.ok("dead-letters", "export", "--out", out.toString());
        Path other = directory.resolve("semicolons");
        platform.ok("dead-letters", "export", "--out", other.toString(), "--separator", "semicolon");
        assertThat(Files.readString(other.resolve("patients.csv"))).contains("patient_id;name;gender", ";'1975-05-05;");
        assertThat(platform.run("dead-letters", "export", "--out", out.toString())
                        .code())
                .isEqualTo(2);
        Path sheet = out.resolve("patients.csv");
        assertThat(Files.readString(sheet)).contains("'=cmd|x", "'1975-05-05", ",'s-Hertogenbosch,", "_key");
        repair(sheet);

        Run replay = platform.ok("dead-letters", "replay", "--from", sheet.toString(), "--json");

        JsonNode report = replay.json();
        assertThat(report.get("accepted").asLong()).as(replay.output()).isEqualTo(4);
        Run again = platform.ok("dead-letters", "replay", "--from", sheet.toString());
        assertThat(again.output()).contains("4 already accepted");
        assertThat(platform.run("dead-letters", "list", "--table", "patients").output())
                .contains("TOTAL", "1 dead letters");
        platform.awaitRows("visits", 2);
        assertThat(platform.ok("trace", "--table", "visits", "--id", "V2").output())
                .as("the visit waited for the repaired patient")
                .contains("is stored");
        assertThat(values("P3")).isEqualTo("P3|=cmd|x|M|1975-05-05|A+|'s-Hertogenbosch");
    }

    @Test
    @Order(6)
    void theStoryOfARepairedLineNamesBothKeys() {
        assertThat(platform.ok("trace", "--file", "patients.csv", "--line", "6").output())
                .contains("closed by an operator", "is superseded", "patients P5", "sent again", "is stored");
    }

    @Test
    @Order(7)
    void closeEndsWhatIsNoRowAndTheBooksBalance() {
        platform.ok("dead-letters", "close", "TOTAL", "--reason", "a line of totals");

        assertThat(platform.ok("dead-letters", "summary").output()).contains("No dead letter is open.");
        platform.awaitRows("patients", 11);
        JsonNode audit = platform.ok("audit", "--json", "--by-file").json();
        assertThat(audit.at("/tables/patients").toString())
                .isEqualTo("{\"rows\":11,\"stored\":5,\"superseded\":6,\"waiting\":0,\"dead_lettered\":0}");
        assertThat(audit.at("/files/patients.csv/rows").asLong()).isEqualTo(11);
        assertThat(auditLog()).anyMatch(entry -> entry.contains("\"action\":\"close\"") && entry.contains("TOTAL"));
        assertThat(platform.run("dead-letters", "close", "TOTAL", "--reason", "again")
                        .output())
                .contains("has no open dead letter");
    }

    @Test
    @Order(7)
    void nothingThatAnOperatorDidHoldsAValue() {
        assertThat(auditLog()).hasSizeGreaterThan(3).noneMatch(entry -> entry.contains(SECRET));
    }

    @Test
    @Order(8)
    void theAuditNamesARowThatSomebodyChangedInTheDatabase() throws Exception {
        platform.database().update("UPDATE doctors SET hospital = 'Elsewhere' WHERE doctor_id = 'D1'");

        assertUnbalanced("doctors D1 has other values in the database than among the clean rows");

        platform.database().update("UPDATE doctors SET hospital = 'City' WHERE doctor_id = 'D1'");
    }

    @Test
    @Order(8)
    void theAuditNamesARowThatSomebodyRemovedFromTheDatabase() throws Exception {
        platform.database().update("CREATE TABLE kept AS SELECT *, version AS v FROM visits WHERE visit_id = 'V1'");
        platform.database().update("DELETE FROM visits WHERE visit_id = 'V1'");

        assertUnbalanced("visits V1 is not in the database");

        platform.database()
                .update("INSERT INTO visits (visit_id, patient_id, doctor_id, visit_date, reason, visit_type, version)"
                        + " SELECT visit_id, patient_id, doctor_id, visit_date, reason, visit_type, v FROM kept");
        platform.database().update("DROP TABLE kept");
    }

    @Test
    @Order(8)
    void theAuditNamesAnAggregateThatSomebodyEdited() throws Exception {
        Path file = platform.processed().resolve("city_distribution").resolve("city_distribution.csv");
        String published = Files.readString(file);
        Files.writeString(file, published.replace("Bonn,", "Berlin,"));

        assertUnbalanced("city_distribution.csv has");

        Files.writeString(file, published);
    }

    @Test
    @Order(9)
    void theAuditBalancesAgainWhenThatIsUndone() {
        platform.awaitRows("patients", 11);
    }

    @Test
    @Order(10)
    void theAuditNamesACleanRecordThatSomebodyForged() throws Exception {
        byte[] forged = CleanJson.encode(
                Fields.of(Tables.named("doctors"), List.of("D9", "Nobody", "ENT", "City")), System.currentTimeMillis());
        platform.write("clean-doctors", "D9", forged);

        assertUnbalanced("doctors D9 is a clean record that comes from no raw record");

        platform.write("clean-doctors", "D9", null);
        platform.awaitRows("patients", 11);
    }

    @Test
    @Order(11)
    void theAuditNamesARowWhoseDeadLetterSomebodyRemoved() throws Exception {
        platform.feed("doctors-2.csv", "doctor_id,name,specialization,hospital", "D7,,ENT,City");
        platform.awaitRows("doctors", 2);
        platform.write("dead-letter-doctors", "D7", null);

        assertUnbalanced("doctors D7 has no fate (doctors-2.csv, line 2)");
    }

    private static void assertUnbalanced(String finding) {
        Run audit = platform.run("audit");
        assertThat(audit.code()).as(audit.output()).isEqualTo(1);
        assertThat(audit.output()).contains(finding, "The books do NOT balance.");
        JsonNode json = platform.run("audit", "--json").json();
        assertThat(json.get("balanced").asBoolean()).isFalse();
    }

    /** As a spreadsheet saves it: semicolons, and everything else as it was shown. */
    private static void repair(Path sheet) throws IOException {
        String text = Files.readString(sheet);
        StringBuilder repaired = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith("TOTAL")) {
                continue; // nobody could repair it
            }
            String fixed = line.replace(",X,'1990-13-01,", ",F,1990-12-01,")
                    .replace(",Q,", ",A+,")
                    .replace("\"\",Nobody,", "P4,Nobody,")
                    .replace("P5,too,F,'1980-01-01,O+,\"many,fields\"", "P5,too,F,1980-01-01,O+,many");
            repaired.append(fixed).append("\r\n");
        }
        Files.writeString(sheet, withSemicolons(repaired.toString()));
    }

    private static String withSemicolons(String csv) throws IOException {
        CSVFormat semicolons = CSVFormat.RFC4180.builder().setDelimiter(';').get();
        String mark = csv.substring(0, 1);
        try (CSVParser parser = CSVParser.parse(csv.substring(1), CSVFormat.RFC4180)) {
            return parser.stream()
                    .map(row -> semicolons.format((Object[]) row.values()))
                    .collect(Collectors.joining("\r\n", mark, "\r\n"));
        }
    }

    private static long rows(String table) {
        return platform.run("audit", "--json")
                .json()
                .at("/tables/" + table + "/rows")
                .asLong();
    }

    private static String values(String id) throws Exception {
        return platform.database()
                .query("SELECT CONCAT_WS('|', patient_id, name, gender, dob, blood_group, city)"
                        + " FROM patients WHERE patient_id = '" + id + "'")
                .get(0)
                .get(0);
    }

    private static List<String> auditLog() {
        List<String> entries = new ArrayList<>();
        try (TopicReader reader = new TopicReader(platform.kafka())) {
            reader.read(
                    reader.beginnings(reader.partitions(List.of("audit-log"))),
                    each -> entries.add(new String(each.value(), UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return entries;
    }
}
