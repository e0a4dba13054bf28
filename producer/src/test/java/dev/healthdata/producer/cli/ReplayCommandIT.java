package dev.healthdata.producer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.process.Parent;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an operator sees. */
class ReplayCommandIT {
    private static final String PATIENTS = "patient_id,name,gender,dob,blood_group,city\n";

    private final TestKafka kafka = TestKafka.shared();
    private final RawTopic topic = new RawTopic(kafka);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        kafka.reset(1);
    }

    @Test
    void sendsADirectoryParentsFirstAndLeavesOutWhatGenerateWrites() throws IOException {
        VisitsFile.write(directory.resolve("visits.csv"), 10);
        write("a-list-of.csv", PATIENTS + "P1,Ann,F,1980-01-02,A+,Lyon\n");
        write("defects.csv", "file,line,rule\n");
        write(".patients.csv", PATIENTS);
        write("patients.txt", "no CSV\n");

        assertThat(replay(directory.toString())).isZero();

        assertThat(lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("a-list-of.csv: sent 1 rows and 0 malformed as patients (0 rejected)");
        assertThat(lines().get(2)).startsWith("2 files: 2 sent, 0 already ingested, 0 failed; 11 rows");
    }

    @Test
    void sendsNothingTheSecondTime() throws IOException {
        VisitsFile.write(directory.resolve("visits.csv"), 10);
        replay(directory.toString());

        assertThat(replay(directory.toString())).isZero();

        assertThat(lines().get(2))
                .startsWith("visits.csv: already ingested on ")
                .endsWith(", 0 rows sent");
        assertThat(topic.committed("raw-visits")).hasSize(10);
    }

    @Test
    void sendsTheOtherFilesWhenOneBelongsToNoTable() throws IOException {
        write("budget.csv", "year,amount\n2026,1\n");
        write("doctors.csv", "doctor_id,name\nD1,Ann\n");
        VisitsFile.write(directory.resolve("visits.csv"), 10);

        assertThat(replay(directory.toString())).isEqualTo(2);

        assertThat(out.toString())
                .contains("budget.csv: failed: it belongs to no table")
                .contains("doctors.csv: failed: it has no column specialization, hospital in its header (line 1)")
                .contains("visits.csv: sent 10 rows");
    }

    @Test
    void endsWithOneWhenAFileLacksAColumn() throws IOException {
        write("doctors.csv", "doctor_id,name\nD1,Ann\n");

        assertThat(replay(directory.toString())).isEqualTo(1);
    }

    @Test
    void listsEverythingThatIsWrongWithTheOptions() {
        int code = replay(
                "--table",
                "nurses",
                "--charset",
                "UTF-16",
                "--delimiter",
                "dot",
                "--halt-share",
                "most",
                "--halt-after",
                "-1",
                "--rules",
                directory.resolve("none").toString(),
                "--rate",
                "0/s",
                "--speed",
                "fast",
                "--mapping",
                directory.resolve("none.yml").toString(),
                "--exclude",
                "{a,{b}}",
                "nowhere.csv");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("nowhere.csv: there is no such file"),
                        line -> assertThat(line).contains("--table: there is no table nurses"),
                        line -> assertThat(line).contains("--charset: UTF-16 is neither UTF-8 nor of single bytes"),
                        line -> assertThat(line).contains("--delimiter: is not comma"),
                        line -> assertThat(line).contains("--halt-share: is a percentage"),
                        line -> assertThat(line).contains("--halt-after: is a number of rows"),
                        line -> assertThat(line).contains("--speed: cannot be used together with --rate"),
                        line -> assertThat(line).contains("--rate: is a number above 0"),
                        line -> assertThat(line).contains("--speed: is a number above 0"),
                        line -> assertThat(line).contains("none.yml: cannot be read as YAML"),
                        line -> assertThat(line).contains("--exclude: is no pattern: {a,{b}} (Cannot nest groups)"),
                        line -> assertThat(line).contains("--rules: cannot read"));
    }

    @Test
    void saysThatADirectoryIsEmpty() {
        assertThat(replay(directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(directory + ": has no CSV files");
    }

    @Test
    void namesTheTopicsThatAreMissing() throws Exception {
        VisitsFile.write(directory.resolve("visits.csv"), 10);
        try (Admin admin = Admin.create(kafka.client())) {
            List<String> topics = List.of("raw-visits", "ingest-progress");
            admin.deleteTopics(topics).all().get();
            await().until(() -> Collections.disjoint(admin.listTopics().names().get(), topics));
        }

        assertThat(replay(directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Kafka has no topic raw-visits, ingest-progress");
    }

    @Test
    void findsKafkaByTheStateDirectoryOfARunningPlatform() throws IOException {
        VisitsFile.write(directory.resolve("visits.csv"), 10);
        write("endpoints.properties", "kafka.bootstrap.servers=" + kafka.bootstrapServers() + "\n");

        assertThat(execute("--state", directory.toString(), directory.toString()))
                .isZero();
    }

    @Test
    void findsKafkaByTheClientsProperties() throws IOException {
        VisitsFile.write(directory.resolve("visits.csv"), 10);
        Path config = write("client.properties", "bootstrap.servers=" + kafka.bootstrapServers() + "\n");

        assertThat(execute("--config", config.toString(), "--state", "nowhere", directory.toString()))
                .isZero();
    }

    @Test
    void saysAtOnceWhichPropertyOfTheClientIsWrong() throws IOException {
        VisitsFile.write(directory.resolve("visits.csv"), 10);
        Path config = write("client.properties", "compression.type=zip\n");

        assertThat(replay("--config", config.toString(), directory.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("--config: ", "zip", "compression.type");
    }

    @Test
    void saysThatNoKafkaIsNamed() throws IOException {
        VisitsFile.write(directory.resolve("visits.csv"), 10);

        assertThat(execute("--state", "nowhere", directory.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("--bootstrap-server: no Kafka is named")
                .contains("nowhere");
    }

    @Test
    void saysWhereAFileWasHaltedAndWhatToDoThenGoesOnThere() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), 3, 17);

        assertThat(replay("--halt-after", "5", "--halt-share", "40", directory.toString()))
                .isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "visits.csv: halted after line 7: 3 of 6 rows rejected, the rest is held back. Look at its dead"
                                + " letters and send a corrected file; or go on while the platform runs: ./healthcare replay --force "
                                + "--bootstrap-server " + kafka.bootstrapServers() + " " + file,
                        lines().get(1))
                .last()
                .asString()
                .startsWith("1 files: 0 sent, 0 already ingested, 1 halted, 0 failed; 6 rows");

        assertThat(replay(directory.toString())).isEqualTo(1);
        assertThat(replay("--force", file.toString())).isZero();
        assertThat(out.toString()).contains("visits.csv: sent 20 rows").contains("resumed after 6");
    }

    @Test
    void repeatsHowAHaltedFileWasReadInWordsForAShell() throws IOException, InterruptedException {
        Path file = inWindows1252(directory.resolve("Mary's $HOME.csv"), ";");
        Path rules = write("the rules.properties", "rules.visits.visit_date.future=off\n");
        List<String> reading =
                List.of("--table", "visits", "--delimiter", ";", "--charset", "windows-1252", file.toString());
        replay(before(reading, "--halt-after", "5").toArray(new String[0]));

        List<String> advice = inAShell(line(": halted").replaceFirst(".*: ./healthcare replay ", ""));

        assertThat(advice)
                .containsExactlyElementsOf(before(reading, "--force", "--bootstrap-server", kafka.bootstrapServers()));
        assertThat(execute(advice.toArray(new String[0]))).isZero();
        assertThat(line(": sent")).contains("sent 20 rows and 0 malformed", "resumed after 7");

        inWindows1252(directory.resolve("visits.csv"), ",");
        Path mapping = Files.writeString(directory.resolve("own.yml"), """
                tables:
                  - table: visits
                    file: visits*.csv
                    columns: {visit_id: visit_id, patient_id: patient_id, doctor_id: doctor_id,
                              visit_date: visit_date, reason: reason, visit_type: visit_type}
                """);
        replay(
                "--halt-after=5",
                "--charset=windows-1252",
                "--mapping=" + mapping,
                "--rules=" + rules,
                directory.resolve("visits.csv").toString());
        assertThat(inAShell(line("visits.csv: halted").replaceFirst(".*: ./healthcare replay ", "")))
                .contains("--mapping", mapping.toString(), "--rules", rules.toString());
    }

    @Test
    void repeatsWhereKafkaIs() throws IOException, InterruptedException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), 3, 17);
        Path config = write("client.properties", "client.id=nurse\n");
        Path state = write("endpoints.properties", "kafka.bootstrap.servers=" + kafka.bootstrapServers() + "\n")
                .getParent();
        List<String> platform = List.of("--config", config.toString(), "--state", state.toString());
        execute(before(platform, "--halt-after", "5", file.toString()).toArray(new String[0]));

        List<String> advice = inAShell(line(": halted").replaceFirst(".*: ./healthcare replay ", ""));

        assertThat(advice).containsSubsequence(platform);
        assertThat(execute(advice.toArray(new String[0]))).isZero();
        assertThat(line(": sent")).contains("sent 20 rows");
    }

    @Test
    void goesOnOnlyWithTheTableOfWhichTheRowsAreHeldBack() throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder("id,name,on\n");
        for (int row = 1; row <= 20; row++) {
            rows.append(row).append(",Ann,").append(row <= 3 ? "2026-10-01\n" : "yesterday\n");
        }
        Path file = write("export.csv", rows.toString());
        Path mapping = write("own.yml", """
                tables:
                  - table: patients
                    file: export.csv
                    columns: {patient_id: id, name: name, gender: {constant: F}, dob: {constant: "1980-01-02"},
                              blood_group: {constant: ""}, city: {constant: ""}}
                  - table: visits
                    file: export.csv
                    columns: {visit_id: id, patient_id: id, doctor_id: {constant: D1}, visit_date: "on",
                              reason: {constant: ""}, visit_type: {constant: ""}}
                """);
        replay("--halt-after", "5", "--mapping", mapping.toString(), file.toString());
        assertThat(line(": sent")).contains("as patients");

        execute(inAShell(line(": halted").replaceFirst(".*: ./healthcare replay ", ""))
                .toArray(new String[0]));

        assertThat(topic.committed("raw-patients")).hasSize(20);
        assertThat(topic.committed("raw-visits")).hasSize(20);
    }

    @Test
    void doesNotGoOnInAnotherCharsetThanTheOneInWhichAFileWasHaltedUnlessItIsNamed() throws IOException {
        Path file = inWindows1252(directory.resolve("visits.csv"), ",");
        replay("--halt-after", "5", "--charset", "windows-1252", file.toString());

        assertThat(replay(file.toString())).isEqualTo(1);
        assertThat(lines().get(2))
                .startsWith("visits.csv: halted after line 8")
                .endsWith("replay --force --bootstrap-server " + kafka.bootstrapServers() + " --charset windows-1252 "
                        + file);

        assertThat(replay("--force", file.toString())).isEqualTo(2);
        assertThat(lines().get(4))
                .startsWith("visits.csv: failed: it was begun in windows-1252: replay it with --charset windows-1252");
        assertThat(topic.committed("raw-visits")).hasSize(7);

        assertThat(replay("--force", "--charset", "UTF-8", file.toString())).isZero();
        assertThat(lines().get(6)).startsWith("visits.csv: sent 0 rows and 20 malformed");
    }

    @Test
    void takesTheValidatorsRules() throws IOException {
        write("patients.csv", PATIENTS + "P1,Ann,f,1980-01-02,A+,Lyon\nP2,Bob,m,1980-01-02,A+,Lyon\n");
        Path rules = write("rules.properties", "rules.patients.gender.allowed=warn\n");

        assertThat(replay("--halt-after", "1", "--rules", rules.toString(), directory.toString()))
                .isZero();

        assertThat(lines()).first().asString().contains("(0 rejected)");
    }

    @Test
    void showsNoValueOfAnyRecord() throws IOException, InterruptedException {
        String canary = "Kanarienvogel";
        Path log = directory.resolve("canary.log");
        write(
                "patients.csv",
                PATIENTS + canary + ",x,F,1980-01-02,A+,Lyon\nP1,\"" + canary + ",F\n" + canary + "\nP2,\"" + canary
                        + "\"x,,,,\n");
        write("doctors.csv", canary + ",Ann,Cardiology,Mercy\n");
        write("visits.csv", "\"" + canary + ",Ann\n");
        Files.write(directory.resolve("list.csv"), ("\u00ff" + canary + "\n").getBytes(UTF_8));

        try (ProducerProcess producer = ProducerProcess.start(
                log, "replay", "--bootstrap-server", kafka.bootstrapServers(), directory.toString())) {
            assertThat(producer.await()).isEqualTo(2);
        }

        assertThat(topic.committed("raw-patients")).hasSize(4);
        assertThat(Files.readString(log)).contains("patients.csv: sent").doesNotContain(canary);
        assertThat(topic.committed("raw-patients")).allSatisfy(message -> message.headers()
                .forEach(header -> assertThat(header.value()).asString(UTF_8).doesNotContain(canary)));
    }

    private int replay(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", kafka.bootstrapServers()));
        all.addAll(List.of(arguments));
        return execute(all.toArray(new String[0]));
    }

    private int execute(String... arguments) {
        return new CommandLine(new ReplayCommand(Parent.ofThisProcess(), Shutdown.never()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    /** The last one that says so. */
    private String line(String what) {
        return lines().stream()
                .filter(line -> line.contains(what))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<String> before(List<String> reading, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(reading);
        return all;
    }

    /** What a shell makes of a line's words. */
    private static List<String> inAShell(String words) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + words).start();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).isZero();
        return said.lines().toList();
    }

    /** Three good rows, and then bad ones. */
    private static Path inWindows1252(Path file, String delimiter) throws IOException {
        String content = Files.readString(VisitsFile.turningBad(file, 3, 17));
        return Files.writeString(
                file, content.replace("Checkup", "Caf\u00e9").replace(",", delimiter), Charset.forName("windows-1252"));
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
