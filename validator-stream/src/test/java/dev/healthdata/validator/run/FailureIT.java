package dev.healthdata.validator.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.testing.TestKafka;
import dev.healthdata.validator.transaction.LeftOpen;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A validator that cannot go on ends, and says why; it does not stay half alive. */
class FailureIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Of another validator, whose id begins with that of this one. */
    private static final String FOREIGN = "validator-stream-blue-visits-waiting-changelog";

    private static final String ANSWERS = "validator-stream-visits-answers-repartition";

    private static final SimpleRecord LOST = new SimpleRecord("{".getBytes(UTF_8), "{".getBytes(UTF_8));

    @TempDir
    private Path directory;

    private final TestKafka kafka = TestKafka.shared();

    @BeforeEach
    void reset() {
        ValidatorRun.reset(2);
    }

    @Test
    void endsAtABatchThatNobodyCanReadWithoutTellingWhatIsInIt() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start();
            validator.awaitReady();
            RawTopics.sendOneByOne(List.of(new ProducerRecord<>(ANSWERS, 0, new byte[0], "CANARY".getBytes(UTF_8))));

            assertThat(validator.awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(validator.log())
                    .contains("ended: start it again")
                    .contains(ANSWERS)
                    .contains("of the unknown format")
                    .doesNotContain("CANARY");
        }
    }

    @Test
    void endsWhenARawTopicIsDeletedUnderIt() throws Exception {
        endsWithout("raw-doctors");
    }

    @Test
    void endsWhenAnInternalTopicIsDeletedUnderIt() throws Exception {
        endsWithout("validator-stream-doctors-tally-changelog");
    }

    @Test
    void endsAtAStoreThatCannotBeOpened() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start();
            validator.awaitReady();
            validator.kill();
            for (Path store : stores(validator.stateDir())) {
                Files.move(store, store.resolveSibling("away-" + store.getFileName()));
                Files.writeString(store, "no directory");
            }
            validator.start();

            assertThat(validator.awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(validator.log()).contains("ended: start it again").contains("ProcessorStateException");
        }
    }

    @Test
    void makesStoresAnewOfWhichAKillLeftAPart() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start();
            int stored = 0;
            for (String deleted : List.of("CURRENT", "MANIFEST-*", "*.sst")) {
                int before = stored;
                String id = "D" + before;
                validator.awaitReady();
                RawTopics.sendOneByOne(
                        List.of(Row.valid("doctors", id, "", "", "").record(2L * before)));
                Committed.await(PATIENCE).until(() -> deadLetters() == 2 * before + 1);
                validator.stop();
                for (Path store : stores(validator.stateDir())) {
                    delete(store, deleted);
                }
                validator.start();
                validator.awaitReady();
                RawTopics.sendOneByOne(
                        List.of(Row.valid("doctors", id, "Ada", "", "").record(2L * before + 1)));

                // It still knows of the row that it closes with this one.
                Committed.await(PATIENCE).until(() -> doctors() == before + 1 && deadLetters() == 2 * before + 2);
                stored++;
                assertThat(validator.log().split("making them anew from Kafka", -1))
                        .as(deleted)
                        .hasSize(stored + 1);
            }
        }
    }

    @Test
    void endsTransactionsThatKafkaHasLeftOpenAlsoWhenItHasMadeStoresAnew() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start();
            validator.awaitReady();
            validator.stop();
            for (Path store : stores(validator.stateDir())) {
                delete(store, "CURRENT");
            }
            validator.start();
            validator.awaitReady();
            leaveOpenInRawDoctors();
            RawTopics.sendOneByOne(
                    List.of(Row.valid("doctors", "D1", "Ada", "", "").record(1)));

            Committed.await(PATIENCE).until(() -> doctors() == 1);
            assertThat(validator.log()).contains("making them anew from Kafka");
        }
    }

    /** What was deleted meanwhile in Kafka is forgotten there after a time. */
    @Test
    void makesStoresAnewThatWereLeftForAMonthAndNoOthers() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start();
            validator.awaitReady();
            RawTopics.sendOneByOne(
                    List.of(Row.valid("doctors", "D1", "", "", "").record(1)));
            Committed.await(PATIENCE).until(() -> deadLetters() == 1);
            Path task = stores(validator.stateDir()).get(0).getParent().getParent();
            Path marker = Files.createFile(task.resolve("marker"));
            letAMonthPass(task);
            validator.stop();
            validator.start();
            validator.awaitReady();
            assertThat(marker).exists();

            validator.stop();
            letAMonthPass(task);
            validator.start();
            validator.awaitReady();
            assertThat(marker).doesNotExist();
            RawTopics.sendOneByOne(
                    List.of(Row.valid("doctors", "D1", "Ada", "", "").record(2)));
            Committed.await(PATIENCE).until(() -> doctors() == 1 && deadLetters() == 2);
        }
    }

    private static void leaveOpenInRawDoctors() throws Exception {
        for (int partition = 0; partition < 2; partition++) {
            LeftOpen.in(new TopicPartition("raw-doctors", partition), "rows-lost", LOST);
        }
    }

    private static void letAMonthPass(Path directory) throws IOException {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
    }

    @Test
    void goesOnBehindTransactionsThatKafkaHasLeftOpen() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start();
            validator.awaitReady();
            validator.kill();
            LeftOpen.in(
                    new TopicPartition("validator-stream-doctors-tally-changelog", 0), "validator-stream-lost", LOST);
            leaveOpenInRawDoctors();
            RawTopics.sendOneByOne(
                    List.of(Row.valid("doctors", "D1", "Ada", "", "").record(1)));

            validator.start();
            Committed.await(PATIENCE).until(() -> doctors() == 1);
            assertThat(deadLetters()).isZero();
        }
    }

    private void endsWithout(String topic) throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory);
                Admin admin = Admin.create(kafka.client())) {
            admin.createTopics(List.of(new NewTopic(FOREIGN, 1, (short) 1)))
                    .all()
                    .get();
            validator.start();
            validator.awaitReady();
            RawTopics.sendOneByOne(
                    List.of(Row.valid("doctors", "D1", "Ada", "", "").record(1)));
            Committed.await(PATIENCE).until(() -> doctors() == 1);
            admin.deleteTopics(List.of(topic, FOREIGN)).all().get();
            sendIfPossible(Row.valid("doctors", "D2", "Ada", "", "").record(2));

            assertThat(validator.awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(validator.log())
                    .contains("ended: start it again")
                    .contains(topic)
                    .doesNotContain(FOREIGN);
        }
    }

    private static int doctors() {
        try (Committed committed = new Committed()) {
            return committed.records("clean-doctors").size();
        }
    }

    private static List<Path> stores(Path stateDir) throws IOException {
        try (Stream<Path> all = Files.walk(stateDir)) {
            return all.filter(path -> path.endsWith("rocksdb/doctors-dead-letters"))
                    .toList();
        }
    }

    private static void delete(Path store, String files) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(store, files)) {
            for (Path file : found) {
                Files.delete(file);
            }
        }
    }

    private static int deadLetters() {
        try (Committed committed = new Committed()) {
            return committed.records("dead-letter-doctors").size();
        }
    }

    private void sendIfPossible(ProducerRecord<byte[], byte[]> record) {
        if (!record.topic().equals("raw-doctors")) {
            RawTopics.sendOneByOne(List.of(record));
        }
    }
}
