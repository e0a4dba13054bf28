package dev.healthdata.producer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.producer.support.VisitsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    private static final String PATIENTS = "patient_id,name,gender,dob,blood_group,city\n";
    private static final String ANN = "P1,Ann,F,1980-01-02,A+,Lyon\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void findsNothingWrongWithAGoodFile() throws IOException {
        write("patients.csv", PATIENTS + ANN);

        assertThat(check(directory.toString())).isZero();

        assertThat(out.toString().lines())
                .containsExactly("patients.csv: 1 rows as patients, 0 rejected (0 of them malformed), 0 with warnings");
    }

    @Test
    void countsByRuleAndNamesLinesTheWorstFirst() throws IOException {
        write(
                "patients.csv",
                PATIENTS + ANN + "P2,unknown,F,1980-01-02,,\n" + "P3,Bob,m,1980-01-02,,\n" + "P4,Bob,m,yesterday,,\n"
                        + "P5,Bob\n" + "P6,\"Bob\nby\",m,1980-01-02,,\n" + "P7,Bob,m,1980-01-02,,\n");

        assertThat(check(directory.toString())).isEqualTo(1);

        assertThat(out.toString().lines())
                .containsExactly(
                        "patients.csv: 7 rows as patients, 5 rejected (1 of them malformed), 1 with warnings",
                        "  reject          4 x patients.gender.allowed, as in patients.csv:4, patients.csv:5,"
                                + " patients.csv:7",
                        "  reject          1 x patients.dob.date, as in patients.csv:5",
                        "  reject          1 x patients.row.fields, as in patients.csv:6",
                        "  warn            1 x patients.name.placeholder, as in patients.csv:3");
    }

    @Test
    void endsWithZeroWhereRowsAreOnlyWarnedOf() throws IOException {
        write("patients.csv", PATIENTS + "P2,unknown,F,1980-01-02,,\n");

        assertThat(check(directory.toString())).isZero();
    }

    @Test
    void judgesByTheSeveritiesOfTheConfiguration() throws IOException {
        write("patients.csv", PATIENTS + "P3,Bob,m,1980-01-02,,\n");
        Path rules = write("rules.properties", "rules.patients.gender.allowed=warn\n");

        assertThat(check("--rules", rules.toString(), directory.toString())).isZero();
    }

    @Test
    void tellsWhereAReplayWouldBeHalted() throws IOException {
        VisitsFile.turningBad(directory.resolve("visits.csv"), 3, 17);

        assertThat(check("--halt-after", "5", directory.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("20 rows as visits, 17 rejected")
                .contains("a replay is halted after line 8 and holds the rest back");
    }

    @Test
    void givesTheSameToPrograms() throws IOException {
        Path file = directory.resolve("october.csv.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write((PATIENTS.replace("city", "city,fax") + "P3,Bob,m,1980-01-02,,,1\n").getBytes(UTF_8));
        }
        write("budget.csv", "year,amount\n");

        assertThat(check("--json", directory.toString())).isEqualTo(2);

        JsonNode reports = new ObjectMapper().readTree(out.toString());
        assertThat(reports.get(0).path("unusable").asText()).startsWith("belongs to no table");
        JsonNode report = reports.get(1);
        assertThat(report.path("table").asText()).isEqualTo("patients");
        assertThat(report.path("rejected").asLong()).isEqualTo(1);
        assertThat(report.path("unknownColumns").get(0).asText()).isEqualTo("fax");
        assertThat(report.path("findings").get(0).path("rule").asText()).isEqualTo("patients.gender.allowed");
        assertThat(report.path("findings").get(0).path("lines").get(0).asLong()).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsNoPipeWhichCannotBeReadTwice() {
        assertThat(check("/dev/null")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("/dev/null: is neither a file nor a directory");
    }

    @Test
    void endsWithOneWhereAColumnIsMissing() throws IOException {
        write("doctors.csv", "doctor_id,name\nD1,Ann\n");

        assertThat(check(directory.toString())).isEqualTo(1);
        assertThat(out.toString()).startsWith("doctors.csv: cannot be used: it has no column specialization, hospital");
    }

    @Test
    void listsEverythingThatIsWrongWithTheOptions() {
        assertThat(check(
                        "--charset",
                        "UTF-16",
                        "--examples",
                        "-1",
                        "--halt-share",
                        "most",
                        "--exclude",
                        "[",
                        "--exclude",
                        "*.csv",
                        "nowhere.csv"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--charset:", "--examples:", "--halt-share:", "nowhere.csv:", "--exclude: is no pattern: [ (")
                .doesNotContain("*.csv");
    }

    @Test
    void checksRowsAsTheMappingMakesThem() throws IOException {
        write("people.csv", "Id,Name,Sex,Born\nP1,Ann,F,1980-01-02T00:00:00Z\nP2,Bob,male,soon\nD1,Eve,,\n");
        write("cars.csv", "plate\n");
        Path mapping = write("mapping.yml", """
                tables:
                  - table: patients
                    file: people.csv
                    where: {Id: [P1, P2]}
                    columns:
                      patient_id: Id
                      name: Name
                      gender: Sex
                      dob: {date: Born, zone: UTC}
                      blood_group: {constant: ""}
                      city: {constant: ""}
                """);

        assertThat(check("--mapping", mapping.toString(), directory.toString())).isEqualTo(1);

        assertThat(out.toString().lines())
                .containsExactly(
                        "people.csv: 2 rows as patients, 1 rejected (0 of them malformed), 0 with warnings, 1 left out"
                                + " by the mapping",
                        "  reject          1 x patients.dob.date, as in people.csv:3",
                        "  reject          1 x patients.gender.allowed, as in people.csv:3");
        assertThat(err.toString()).contains("the mapping does not name, so that nobody reads: cars.csv");
    }

    @Test
    void takesForATableOfADirectoryOnlyTheFilesThatTheMappingNamesForIt() throws IOException {
        write("people.csv", "Id,Name\nD1,Ann\n");
        write("stays.csv", "Id,Name\nV1,Eve\n");
        write("cars.csv", "Id,Name\nC1,Ute\n");
        Path mapping = write("mapping.yml", """
                tables:
                  - table: doctors
                    file: people.csv
                    columns: {doctor_id: Id, name: Name, specialization: {constant: ""}, hospital: {constant: ""}}
                  - table: visits
                    file: stays.csv
                    columns: {visit_id: Id, patient_id: Id, doctor_id: Id, visit_date: {constant: "2026-01-01"},
                              reason: {constant: ""}, visit_type: {constant: ""}}
                """);

        assertThat(check("--mapping", mapping.toString(), "--table", "doctors", directory.toString()))
                .isZero();

        assertThat(out.toString().lines()).singleElement().asString().startsWith("people.csv: 1 rows as doctors");
        assertThat(err.toString().lines())
                .containsExactly(directory + ": the mapping does not name, so that nobody reads: cars.csv");
    }

    @Test
    void checksAMappingWithoutFiles() throws IOException {
        assertThat(check("--mapping", "../mappings/synthea.yml")).isZero();
        assertThat(check("--mapping", write("mapping.yml", "tables: []").toString()))
                .isEqualTo(2);
        assertThat(check()).isEqualTo(2);

        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("mapping.yml:1:1: tables is a list"),
                        line -> assertThat(line).startsWith("PATH: name a CSV file"));
    }

    @Test
    void showsNoValueOfAnyRecord() throws IOException {
        String canary = "Kanarienvogel";
        write("patients.csv", PATIENTS + (canary + ",").repeat(5) + canary + "\n\"" + canary + "\n");

        check(directory.toString());
        check("--json", directory.toString());

        assertThat(out.toString()).contains("patients.gender.allowed").doesNotContain(canary);
        assertThat(err.toString()).isEmpty();
    }

    private int check(String... arguments) {
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
