package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.SourceError;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestionIT {
    private static final CsvOptions CSV = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8);
    private static final IngestOptions ONCE = IngestOptions.of(CSV, false);
    private static final IngestOptions AGAIN = IngestOptions.of(CSV, true);
    private static final IngestOptions SMALL = ONCE.withRowsPerTransaction(10);
    private static final IngestOptions MIDDLE = ONCE.withRowsPerTransaction(300);
    private static final RowRules RULES = new RowRules(Clock.systemUTC(), Severities.defaults());
    private static final IngestObserver NOBODY = new IngestObserver() {};

    private final TestKafka kafka = TestKafka.shared();
    private final RawTopic topic = new RawTopic(kafka);

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        kafka.reset(2);
    }

    @Test
    void sendsRowsAsReadWithWhereTheyStood() throws IOException {
        Path file = write("visits.csv", VisitsFile.HEADER + ",extra\n V1 ,P1,D1,,\"a\nb\",x,?\n,P2,D1,,,,\n");

        assertThat(ingest(ONCE, file, NOBODY)).isInstanceOf(Outcome.Sent.class);

        String sha256 = Fingerprint.of(new SourceFile(file)).sha256();
        Map<String, ConsumerRecord<byte[], byte[]>> messages = byKey("raw-visits");
        assertThat(messages).containsOnlyKeys("V1", sha256 + ":4");
        assertThat(RawJson.decode(messages.get("V1").value()))
                .isEqualTo(new RawJson.Decoded.Text(Map.of(
                        "visit_id", " V1 ",
                        "patient_id", "P1",
                        "doctor_id", "D1",
                        "visit_date", "",
                        "reason", "a\nb",
                        "visit_type", "x")));
        assertThat(Provenance.from(messages.get("V1").headers())).contains(new Provenance("visits.csv", sha256, 1, 2));
        assertThat(Provenance.from(messages.get(sha256 + ":4").headers()))
                .contains(new Provenance("visits.csv", sha256, 2, 4));
    }

    @Test
    void sendsMalformedRowsAsTheyAreWithWhatIsWrong() throws IOException {
        Path file = write("visits.csv", VisitsFile.HEADER + "\nV1,\"P1,D1\n\nV2,P1,D1,2026-01-01,,\n");

        ingest(ONCE, file, NOBODY);

        String sha256 = Fingerprint.of(new SourceFile(file)).sha256();
        Map<String, ConsumerRecord<byte[], byte[]>> messages = byKey("raw-visits");
        assertThat(messages).containsOnlyKeys(sha256 + ":2", sha256 + ":3", "V2");
        assertThat(messages.get(sha256 + ":2").value()).asString(UTF_8).isEqualTo("V1,\"P1,D1");
        assertThat(SourceError.from(messages.get(sha256 + ":2").headers())
                        .orElseThrow()
                        .check())
                .isEqualTo("quote");
        assertThat(messages.get(sha256 + ":3").value()).isNotNull().isEmpty();
        assertThat(RawTopic.check(messages.get(sha256 + ":3"))).isEqualTo("empty");
        assertThat(RawTopic.check(messages.get("V2"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "partitioner.class, org.apache.kafka.clients.producer.RoundRobinPartitioner",
        "partitioner.ignore.keys, true"
    })
    void sendsVersionsOfARowToOnePartitionWhateverTheClientsPropertiesSay(String property, String value)
            throws IOException {
        kafka.reset(4);
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 50);
        Map<String, Object> client = kafka.client();
        client.put(property, value);

        try (Ingestion ingestion = new Ingestion(client, ONCE, RULES, () -> false, Clock.systemUTC())) {
            ingestion.ingest(Feed.own(new SourceFile(file)), NOBODY);
        }

        assertThat(topic.committed("raw-visits")).hasSize(50).allSatisfy(message -> assertThat(message.partition())
                .isEqualTo(BuiltInPartitioner.partitionForKey(message.key(), 4)));
    }

    @Test
    void recognisesContentUnderAnotherNameAndCompressed() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 100);
        Path copy = Files.copy(file, directory.resolve("visits-again.csv"));
        Path compressed = directory.resolve("visits.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(file, out);
        }

        assertThat(ingest(ONCE, compressed, NOBODY)).isInstanceOf(Outcome.Sent.class);
        for (Path same : List.of(compressed, file, copy)) {
            assertThat(ingest(ONCE, same, NOBODY))
                    .isInstanceOfSatisfying(
                            Outcome.AlreadyIngested.class,
                            already -> assertThat(already.progress().file()).isEqualTo("visits.csv.gz"));
        }
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(100));
    }

    @Test
    void sendsAgainWhenForcedAndKeepsTheSumOfAllThatWasSent() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 50);
        ingest(ONCE, file, NOBODY);

        assertThat(ingest(AGAIN, file, NOBODY)).isInstanceOf(Outcome.Sent.class);

        assertThat(topic.records("raw-visits")).hasSize(100);
        IngestProgress books = topic.progress().values().iterator().next();
        assertThat(books.records()).isEqualTo(50);
        assertThat(books.sent()).isEqualTo(100);
        assertThat(books.done()).isTrue();
    }

    @Test
    void doesNotCallAFileIngestedWhenItsRowsWentToAnotherTable() throws IOException {
        String both = "patient_id,name,gender,dob,blood_group,city,doctor_id,specialization,hospital\n";
        Path file = write("both.csv", both + "P1,Ann,F,1980-01-01,,,D1,,\n");
        assertThat(ingest(as("patients"), file, NOBODY)).isInstanceOf(Outcome.Sent.class);

        assertThat(ingest(as("doctors"), file, NOBODY))
                .isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(rejected.reason())
                        .contains("was sent as patients"));
        assertThat(ingest(as("patients"), file, NOBODY)).isInstanceOf(Outcome.AlreadyIngested.class);
    }

    @Test
    void sendsNothingOfAFileWithoutARequiredColumn() throws IOException {
        Path file = write("visits.csv", "visit_id,patient_id\nV1,P1\n");

        assertThat(ingest(ONCE, file, NOBODY))
                .isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(rejected.reason())
                        .contains("has no column doctor_id, visit_date, reason, visit_type"));
        assertThat(topic.committed("raw-visits")).isEmpty();
        assertThat(topic.progress()).isEmpty();
    }

    @Test
    void noticesThatAFileGrowsAndLeavesItUndone() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 100);

        Outcome outcome = ingest(SMALL, file, new AfterRows(30, () -> append(file, "V101,P1,D1,2026-01-01,,\n")));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(rejected.kind())
                .isEqualTo(Outcome.Reason.CHANGED));
        assertThat(topic.progress().values()).noneMatch(IngestProgress::done);
        assertThat(ingest(ONCE, file, NOBODY))
                .isInstanceOfSatisfying(
                        Outcome.Sent.class, sent -> assertThat(sent.records()).isEqualTo(101));
    }

    @Test
    void noticesAChangeThatSizeAndTimeDoNotShow() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 5_000);
        FileTime time = Files.getLastModifiedTime(file);

        Outcome outcome = ingest(MIDDLE, file, new AfterRows(30, () -> {
            byte[] content = Files.readAllBytes(file);
            content[content.length - 3] = 'X';
            Files.write(file, content, StandardOpenOption.WRITE);
            Files.setLastModifiedTime(file, time);
        }));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(rejected.kind())
                .isEqualTo(Outcome.Reason.CHANGED));
        assertThat(topic.progress().values()).noneMatch(IngestProgress::done);
    }

    @Test
    void finishesAFileThatIsMovedAwayMeanwhile() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 5_000);

        Outcome outcome =
                ingest(MIDDLE, file, new AfterRows(30, () -> Files.move(file, directory.resolve("archived.csv"))));

        assertThat(outcome).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void goesOnWhereItWasStopped() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 100);
        assertThat(ingest(SMALL, file, NOBODY, () -> true))
                .isInstanceOfSatisfying(
                        Outcome.Stopped.class,
                        stopped -> assertThat(stopped.progress().records()).isEqualTo(10));

        assertThat(ingest(ONCE, file, NOBODY)).isInstanceOfSatisfying(Outcome.Sent.class, sent -> {
            assertThat(sent.resumedAfter()).isEqualTo(10);
            assertThat(sent.records()).isEqualTo(90);
        });
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(100));
    }

    @Test
    void leavesAFileThatAnotherProducerTookOverWhateverTheFailureIsCalled() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 100);

        Outcome first = ingest(SMALL, file, new AfterRows(30, () -> {
            assertThat(ingest(ONCE, file, NOBODY)).isInstanceOf(Outcome.Sent.class);
            throw new KafkaException("ended by the arrival of another");
        }));

        assertThat(first).isInstanceOf(Outcome.TakenOver.class);
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(100));
    }

    @Test
    void knowsThatAFileIsLeftWhenItIsDoneOrNobodyGetsOnWithIt() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 100);
        String key = Fingerprint.of(new SourceFile(file)).sha256();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
        ingest(SMALL, file, NOBODY, () -> true);

        assertThat(isLeft(key, Clock.systemUTC())).isFalse();
        assertThat(isLeft(key, later)).isTrue();

        ingest(SMALL, file, NOBODY);
        assertThat(isLeft(key, Clock.systemUTC())).isTrue();
    }

    private boolean isLeft(String key, Clock clock) {
        try (Ingestion ingestion = new Ingestion(kafka.client(), ONCE, RULES, () -> false, clock)) {
            return ingestion.isLeft(key);
        }
    }

    @Test
    void goesOnByItselfAfterAFailureOfKafka() throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 100);

        Outcome outcome = ingest(SMALL, file, new AfterRows(30, () -> {
            throw new KafkaException("a leader was away");
        }));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Sent.class, sent -> assertThat(sent.records())
                .isEqualTo(100));
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(100));
    }

    @Test
    void sendsNothingOfALongerFileThatTookThePlaceOfTheOneItWasSending() throws IOException {
        assertLeavesAnotherAlone(5_000);
    }

    @Test
    @Timeout(60)
    void sendsNothingOfAShorterFileThatTookThePlaceOfTheOneItWasSending() throws IOException {
        assertLeavesAnotherAlone(5);
    }

    private void assertLeavesAnotherAlone(int rows) throws IOException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 100);
        Path other = VisitsFile.write(directory.resolve("other"), rows);
        String sent = Fingerprint.of(new SourceFile(file)).sha256();

        Outcome outcome = ingest(SMALL, file, new AfterRows(30, () -> {
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            throw new KafkaException("a leader was away");
        }));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(rejected.kind())
                .isEqualTo(Outcome.Reason.CHANGED));
        assertThat(topic.records("raw-visits")).isEqualTo(numbers(30));
        assertThat(topic.progress()).containsOnlyKeys(sent);
        assertThat(topic.progress().get(sent).done()).isFalse();
    }

    private Outcome ingest(IngestOptions options, Path file, IngestObserver observer) {
        return ingest(options, file, observer, () -> false);
    }

    private Outcome ingest(IngestOptions options, Path file, IngestObserver observer, BooleanSupplier stopping) {
        try (Ingestion ingestion = new Ingestion(kafka.client(), options, RULES, stopping, Clock.systemUTC())) {
            return ingestion.ingest(Feed.own(new SourceFile(file)), observer);
        }
    }

    private Map<String, ConsumerRecord<byte[], byte[]>> byKey(String name) {
        return topic.committed(name).stream().collect(Collectors.toMap(RawTopic::key, message -> message));
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private static List<Long> numbers(long count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    /** Does something once, when this many rows are sent. */
    private static final class AfterRows implements IngestObserver {
        private interface Action {
            void run() throws IOException;
        }

        private final long rows;
        private final Action action;
        private boolean over;

        AfterRows(long rows, Action action) {
            this.rows = rows;
            this.action = action;
        }

        @Override
        public void advanced(IngestProgress now) {
            if (over || now.rows() < rows) {
                return;
            }
            over = true;
            try {
                action.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static IngestOptions as(String table) {
        return IngestOptions.of(CSV.withTable(Tables.named(table)), false);
    }
}
