package dev.healthdata.producer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.envelope.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** What an operator sees. */
class ReplayCommandIT extends ReplayTestCase {
    private static final String PATIENTS = "patient_id,name,gender,dob,blood_group,city\n";

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
    void sendsFilesOfATableInTheOrderInWhichTheyAreNamed() throws IOException {
        Path january = VisitsFile.write(directory.resolve("visits-jan.csv"), 1);
        Path february = Files.writeString(
                directory.resolve("visits-feb.csv"), Files.readString(january).replace("Checkup", "Flu"));

        assertThat(replay(january.toString(), february.toString())).isZero();

        assertThat(topic.committed("raw-visits"))
                .extracting(message ->
                        Provenance.from(message.headers()).orElseThrow().file())
                .containsExactly("visits-jan.csv", "visits-feb.csv");
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
    void findsThePlatformOfItsProjectFromAnyDirectory() throws IOException {
        VisitsFile.write(directory.resolve("visits.csv"), 10);
        Path state = Files.createDirectories(directory.resolve("project").resolve(".healthcare"));
        Files.writeString(
                state.resolve("endpoints.properties"), "kafka.bootstrap.servers=" + kafka.bootstrapServers() + "\n");
        System.setProperty("healthcare.home", directory.resolve("project").toString());
        try {
            assertThat(execute(directory.toString())).as(err.toString()).isZero();
        } finally {
            System.clearProperty("healthcare.home");
        }
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
}
