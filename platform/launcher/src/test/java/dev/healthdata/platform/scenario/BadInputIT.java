package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.process.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputIT {
    @TempDir
    private Path directory;

    @Test
    void saysThatTheRawDirectoryIsMissing() throws Exception {
        assertEnds(
                2,
                Map.of(),
                List.of("up", "--once", "--raw", directory + "/none"),
                "--raw: there is no directory",
                "/none");
    }

    @Test
    void saysThatThereIsNothingToIngestOnce() throws Exception {
        Files.createDirectory(directory.resolve("raw"));

        assertEnds(2, Map.of(), up(), "--raw:", "has no CSV file", "--once");
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        raw("patients.csv", "patient_id,name,gender,dob,blood_group,city\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertEnds(
                    2,
                    Map.of(),
                    up("--kafka-port", port, "--mysql-port", "70000"),
                    "--kafka-port: port " + port + " is taken",
                    "--mysql-port: must be from 0 (any free one) to 65535");
        }
    }

    @Test
    void saysThatTheLimitsOfHaltingAndTheRulesAreWrong() throws Exception {
        raw("patients.csv", "patient_id,name,gender,dob,blood_group,city\n");
        Path rules = Files.writeString(directory.resolve("rules.properties"), "rules.patients.sex.allowed=warn\n");

        assertEnds(
                2,
                Map.of(),
                up("--halt-share", "200", "--halt-after", "0", "--rules", rules.toString()),
                "--halt-share: is a percentage from 0 to 100, or off",
                "--halt-after: is a number of rows, 1 or more",
                "rules.patients.sex.allowed: there is no such rule");
    }

    @Test
    void saysAllThatIsWrongWithAMapping() throws Exception {
        raw("patients.csv", "patient_id,name,gender,dob,blood_group,city\n");
        Path mapping = Files.writeString(
                directory.resolve("mapping.yml"), "tables:\n  - table: nurses\n    file: a.csv\n    column: {}\n");

        assertEnds(
                2,
                Map.of(),
                up("--mapping", mapping.toString()),
                "mapping.yml:2:12: there is no table nurses",
                "mapping.yml:4:5: there is no key column here",
                "mapping.yml:2:5: columns is missing");
    }

    @Test
    void namesTheTablesToWhoeverAsksForAnotherOne() throws Exception {
        for (List<String> command : List.of(List.of("trace", "--id", "V1"), List.of("dead-letters", "list"))) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--table", "nurses"));

            assertEnds(
                    2,
                    Map.of(),
                    arguments,
                    "'--table'",
                    "there is no table nurses; there are [patients, doctors, visits, lab_reports]");
        }
    }

    @Test
    void saysThatTheDatabaseDoesNotAnswer() throws Exception {
        raw("patients.csv", "patient_id,name,gender,dob,blood_group,city\n");
        Map<String, String> environment =
                Map.of("MYSQL_URL", "jdbc:mysql://127.0.0.1:1/x", "MYSQL_USER", "u", "MYSQL_PASSWORD", "secret-canary");

        String output = assertEnds(2, environment, up(), "MYSQL_URL: the database does not answer");
        assertThat(output).doesNotContain("secret-canary");
    }

    @Test
    void namesTheFileAndTheColumnThatIsMissingAndTheFileThatBelongsToNoTable() throws Exception {
        raw("patients.csv", "patient_id,name,gender,dob,blood_group\nP1,Ann,F,1980-01-01,O+\n");
        raw("cars.csv", "plate,colour\nX,red\n");
        raw("doctors.csv", "doctor_id,name,specialization,hospital\nD1,Bob,ENT,City\n");

        String output = assertEnds(
                1, Map.of("ANALYTICS_PARQUET", "true"), up("--spreadsheet-safe"), "patients.csv", "city", "cars.csv");
        assertThat(output).containsPattern("doctors +1 +1 +0 +0 +0");
        assertThat(directory.resolve("processed/doctor_summary/doctor_summary.parquet"))
                .exists();
        assertThat(directory.resolve("processed/_snapshot.json")).content().contains("\"spreadsheetSafe\":true");
    }

    @Test
    void whatTheEnvironmentSaysOfAnotherDatabaseAndAnotherPartIsNotForItsOwn() throws Exception {
        raw("doctors.csv", "doctor_id,name,specialization,hospital\nD1,Bob,ENT,City\n");
        Path password = Files.writeString(directory.resolve("password"), "of-another-database\n");

        String output = assertEnds(
                0,
                Map.of("MYSQL_PASSWORD_FILE", password.toString(), "HEALTH_ADDRESS", "127.0.0.1:" + Ports.free()),
                up(),
                "The books balance");
        assertThat(output).doesNotContain("is started again");
    }

    private String assertEnds(int code, Map<String, String> environment, List<String> arguments, String... messages)
            throws Exception {
        Healthcare run = Healthcare.start(directory.resolve("output"), environment, arguments);
        assertThat(run.await()).as(run.output()).isEqualTo(code);
        assertThat(run.output()).contains(messages);
        return run.output();
    }

    private List<String> up(String... more) {
        List<String> arguments = Healthcare.up(directory.resolve("raw"), directory, "--once");
        arguments.addAll(List.of(more));
        return arguments;
    }

    private void raw(String name, String content) throws Exception {
        Files.createDirectories(directory.resolve("raw"));
        Files.writeString(directory.resolve("raw").resolve(name), content);
    }
}
