package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feeds;
import dev.healthdata.producer.mapping.Mapping;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.ledger.HaltLimit;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of another system onto the topics, with the same promises as our own. */
class MappedIngestionIT {
    private static final String PEOPLE = """
            tables:
              - table: doctors
                file: people.csv
                where: {Kind: doctor}
                columns:
                  doctor_id: Id
                  name: {template: "{First} {Last}"}
                  specialization: {constant: Cardiology}
                  hospital: Place
            """;
    private static final String PATIENTS_TOO = """
              - table: patients
                file: people.csv
                where: {Kind: patient}
                columns:
                  patient_id: Id
                  name: First
                  gender: {constant: F}
                  dob: {date: Born, zone: UTC}
                  blood_group: {constant: ""}
                  city: Place
            """;
    private static final String NEUROLOGY = PEOPLE.replace("Cardiology", "Neurology");
    private static final String HEADER = "Id,Kind,First,Last,Born,Place\n";
    private static final IngestOptions ONCE =
            IngestOptions.of(new CsvOptions(Optional.empty(), Optional.empty(), UTF_8), false);

    private final TestKafka kafka = TestKafka.shared();
    private final RawTopic topic = new RawTopic(kafka);

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        kafka.reset(1);
    }

    @Test
    void sendsWhatTheMappingMakesOfARowWithWhereItStood() throws IOException {
        Path file = write("people.csv", HEADER + "P1,patient,Eve,Moe,,\nD1,doctor,Ann,Lee,,Mercy\nD2,\"doctor\n");

        assertThat(sent(ONCE, PEOPLE).leftOut()).isEqualTo(1);

        String sha256 = Fingerprint.of(new SourceFile(file)).sha256();
        List<ConsumerRecord<byte[], byte[]>> messages = topic.committed("raw-doctors");
        assertThat(messages).map(RawTopic::key).containsExactly("D1", sha256 + ":4");
        assertThat(RawJson.decode(messages.get(0).value()))
                .isEqualTo(new RawJson.Decoded.Text(Map.of(
                        "doctor_id", "D1", "name", "Ann Lee", "specialization", "Cardiology", "hospital", "Mercy")));
        assertThat(Provenance.from(messages.get(0).headers())).contains(new Provenance("people.csv", sha256, 2, 3));
        assertThat(messages.get(1).value()).isEqualTo("D2,\"doctor".getBytes(UTF_8));
        assertThat(RawTopic.check(messages.get(1))).isEqualTo("quote");
    }

    @Test
    void goesOnAtTheRightRowAmongThoseThatAreLeftOut() throws IOException {
        people(100);
        IngestOptions small = ONCE.withRowsPerTransaction(7);
        IngestProgress before = ((Outcome.Stopped) ingest(small, PEOPLE, true).get(0)).progress();
        assertThat(before.read()).isEqualTo(7);

        assertThat(sent(small, PEOPLE).rows()).isEqualTo(50);

        assertThat(topic.records("raw-doctors"))
                .isEqualTo(LongStream.rangeClosed(1, 50).map(n -> 2 * n).boxed().toList());
    }

    @Test
    void sendsAFileOnceForEachMeaningOfIt() throws IOException {
        people(10);
        sent(ONCE, PEOPLE);

        assertThat(ingest(ONCE, PEOPLE + "# a remark\n", false)).hasOnlyElementsOfType(Outcome.AlreadyIngested.class);
        assertThat(sent(ONCE, NEUROLOGY).rows()).isEqualTo(5);
        assertThat(ingest(ONCE, NEUROLOGY, false)).hasOnlyElementsOfType(Outcome.AlreadyIngested.class);
        assertThat(topic.committed("raw-doctors")).hasSize(10);
    }

    @Test
    void sendsAFileAgainThatMeansTheSameAgainAfterItMeantSomethingElse() throws IOException {
        people(10);
        sent(ONCE, PEOPLE);
        sent(ONCE, NEUROLOGY);

        assertThat(sent(ONCE, PEOPLE).sent()).as("of both runs").isEqualTo(10);

        assertThat(ingest(ONCE, PEOPLE, false)).hasOnlyElementsOfType(Outcome.AlreadyIngested.class);
        assertThat(topic.committed("raw-doctors")).hasSize(15);
        assertThat(lastDoctor()).contains("Cardiology");
    }

    @Test
    void beginsAFileAnewThatWasCutOffBeforeItMeantSomethingElseAndThenGoesOnWithIt() throws IOException {
        people(10);
        IngestOptions small = ONCE.withRowsPerTransaction(2);
        ingest(small, PEOPLE, true);
        sent(ONCE, NEUROLOGY);

        ingest(small, PEOPLE, true);
        assertThat(sent(small, PEOPLE).rows()).isEqualTo(5);

        assertThat(topic.records("raw-doctors")).containsExactly(2L, 2L, 2L, 4L, 4L, 6L, 6L, 8L, 8L, 10L, 10L);
    }

    @Test
    void leavesRowsAloneThatTheSameFileGivesTheSameTableInAnotherWay() throws IOException {
        people(10);
        String twoWays = PEOPLE
                + PEOPLE.substring(PEOPLE.indexOf("  - table"))
                        .replace("file: people.csv", "file: people*.csv")
                        .replace("Kind: doctor", "Kind: patient");

        assertThat(ingest(ONCE, twoWays, false)).hasSize(2).hasOnlyElementsOfType(Outcome.Sent.class);
        assertThat(ingest(ONCE, twoWays, false)).hasSize(2).hasOnlyElementsOfType(Outcome.AlreadyIngested.class);
    }

    @Test
    void leavesRowsAloneThatAnotherMappingGivesTheSameTable() throws IOException {
        people(10);
        String others = PEOPLE.replace("Kind: doctor", "Kind: patient");

        sent(ONCE, PEOPLE);
        sent(ONCE, others);

        for (String mapping : List.of(PEOPLE, others, PEOPLE)) {
            assertThat(ingest(ONCE, mapping, false)).hasOnlyElementsOfType(Outcome.AlreadyIngested.class);
        }
    }

    @Test
    void makesRowsOfSeveralTablesOfOneFileEachWithBooksOfItsOwn() throws IOException {
        people(10);

        assertThat(ingest(ONCE, PEOPLE + PATIENTS_TOO, false)).hasOnlyElementsOfType(Outcome.Sent.class);

        assertThat(topic.records("raw-doctors")).containsExactly(2L, 4L, 6L, 8L, 10L);
        assertThat(topic.records("raw-patients")).containsExactly(1L, 3L, 5L, 7L, 9L);
        assertThat(topic.progress().keySet()).anyMatch(key -> key.contains(":doctors:"));
        assertThat(topic.progress().keySet()).anyMatch(key -> key.contains(":patients:"));
        assertThat(topic.progress()).hasSize(2).allSatisfy((key, books) -> {
            assertThat(books.done()).isTrue();
            assertThat(books.leftOut()).isEqualTo(5);
        });
    }

    @Test
    void judgesTheRowsThatTheMappingMakes() throws IOException {
        people(40);
        String nameless = PEOPLE.replace("{template: \"{First} {Last}\"}", "{constant: \"\"}");
        IngestOptions strict = ONCE.withHalt(new HaltLimit(50, 10));

        assertThat(ingest(strict, nameless, false))
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Halted.class, halted -> {
                    assertThat(halted.progress().records()).isEqualTo(10);
                    assertThat(halted.progress().leftOut()).isEqualTo(10);
                });
    }

    @Test
    void refusesAFileWithoutAColumnThatTheMappingReads() throws IOException {
        write("people.csv", "Id,Kind,First,Place\nD1,doctor,Ann,Mercy\n");

        assertThat(ingest(ONCE, PEOPLE, false))
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo("has no column last in its header (line 1), which the mapping to the table doctors"
                                + " needs"));
        assertThat(topic.progress()).isEmpty();
    }

    private String lastDoctor() {
        List<ConsumerRecord<byte[], byte[]>> messages = topic.committed("raw-doctors");
        return new String(messages.get(messages.size() - 1).value(), UTF_8);
    }

    private IngestProgress sent(IngestOptions options, String mapping) throws IOException {
        return ((Outcome.Sent) ingest(options, mapping, false).get(0)).progress();
    }

    private List<Outcome> ingest(IngestOptions options, String mapping, boolean stopping) throws IOException {
        Optional<Mapping> read = Mapping.read(write("mapping.yml", mapping), new ArrayList<>());
        SourceFile file = new SourceFile(directory.resolve("people.csv"));
        RowRules rules = new RowRules(Clock.systemUTC(), Severities.defaults());
        try (Ingestion ingestion = new Ingestion(kafka.client(), options, rules, () -> stopping, Clock.systemUTC())) {
            return new Feeds(read, Optional.empty())
                    .of(file).stream()
                            .map(feed -> ingestion.ingest(feed, new IngestObserver() {}))
                            .toList();
        }
    }

    /** Patients and doctors in turn. */
    private void people(int count) throws IOException {
        StringBuilder content = new StringBuilder(HEADER);
        for (int row = 1; row <= count; row++) {
            String kind = row % 2 == 0 ? "D" + row + ",doctor" : "P" + row + ",patient";
            content.append(kind).append(",Ann,Lee,1980-01-02T00:00:00Z,Mercy\n");
        }
        write("people.csv", content.toString());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
