package dev.healthdata.validator.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.testing.TestKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidatorProcessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String CANARY = "CANARY";

    @TempDir
    private Path directory;

    private final TestKafka kafka = TestKafka.shared();

    @BeforeEach
    void reset() {
        ValidatorRun.reset(2);
    }

    @Test
    void saysWhichTopicsAreMissingOrDoNotFitAndWhichSettingsAreWrong() throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            admin.deleteTopics(List.of("clean-visits")).all().get();
            admin.createPartitions(Map.of("raw-doctors", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            assertThat(validator.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(validator.log())
                    .contains("the topic clean-visits is missing")
                    .contains("raw-doctors has 3 partitions")
                    .contains("raw-visits has 2 partitions");

            assertThat(validator.exitCode(PATIENCE, "--threads", "0", "--config", "nowhere.properties"))
                    .isEqualTo(2);
            assertThat(validator.log()).contains("--threads: must be").contains("--config: cannot read");
        }
    }

    @Test
    void saysThatAnotherProcessHasItsDirectoryOrThatItCannotBeUsed() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory);
                ValidatorRun other = new ValidatorRun(directory)) {
            validator.start();
            validator.awaitReady();

            assertThat(other.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(other.log()).contains("--state-dir: " + other.stateDir() + " is used by another process");
            assertThat(validator.process().isAlive()).isTrue();

            validator.kill();
            other.start();
            other.awaitReady();
            other.stop();

            Path taken = other.stateDir().resolve("validator-stream");
            Files.move(taken, directory.resolve("aside"));
            Files.createFile(taken);
            assertThat(other.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(other.log()).contains("--state-dir: cannot use " + other.stateDir());
        }
    }

    @Test
    void goesOnWhereItWasStoppedAndKeepsEveryValueToItself() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            send(Row.valid("patients", "P1", CANARY, "F", "1990-01-02", "A+", CANARY)
                    .record(1));
            send(Row.valid("visits", "V1", "P1", "D1", "2025-03-04", CANARY, "OPD")
                    .record(2));
            send(Row.valid("doctors", "D2", "", CANARY, CANARY).record(3));
            send(new ProducerRecord<>("raw-visits", "V2".getBytes(UTF_8), CANARY.getBytes(UTF_8)));
            validator.start();
            Committed.awaitTally(4, 1, PATIENCE);
            validator.process().stop(Duration.ofSeconds(20));
            assertThat(validator.process().exitCode().getAsInt()).isIn(0, 143);

            send(Row.valid("doctors", "D1", "Ada", "", "").record(4));
            validator.start();
            Committed.awaitTally(5, 0, PATIENCE);

            assertThat(validator.log()).doesNotContain(CANARY);
            assertThat(Committed.headers()).doesNotContain(CANARY);
        }
    }

    @Test
    void itsOwnTopicsTakeRecordsAsLargeAsTheOthersAndAheadOfTheClock() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory);
                Admin admin = Admin.create(kafka.client())) {
            validator.start();
            validator.awaitReady();
            List<ConfigResource> own = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith("validator-stream-"))
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();

            assertThat(own).isNotEmpty();
            assertThat(admin.describeConfigs(own).all().get()).allSatisfy((topic, settings) -> {
                assertThat(settings.get("max.message.bytes").value()).isEqualTo("4194304");
                assertThat(settings.get("message.timestamp.after.max.ms").value())
                        .isEqualTo(Long.toString(Long.MAX_VALUE));
            });
        }
    }

    @Test
    void refusesARecordThatLiesWhereItsKeyDoesNotBelong() {
        byte[] key = "D1".getBytes(UTF_8);
        byte[] value = "{\"doctor_id\":\"D1\",\"name\":\"Ada\"}".getBytes(UTF_8);
        try (ValidatorRun validator = new ValidatorRun(directory);
                Committed committed = new Committed()) {
            send(new ProducerRecord<>("raw-doctors", 0, key, value));
            send(new ProducerRecord<>("raw-doctors", 1, key, value));
            validator.start();
            Committed.awaitTally(2, 0, PATIENCE);

            assertThat(committed.records("clean-doctors")).hasSize(1);
            assertThat(committed.records("dead-letter-doctors")).singleElement().satisfies(letter -> assertThat(
                            new String(
                                    letter.headers()
                                            .lastHeader("dead-letter.rules")
                                            .value(),
                                    UTF_8))
                    .isEqualTo("doctors.row.partition"));
        }
    }

    @Test
    void saysHowManyRowsWaitAndForHowLongTheFirstHasWaited() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            int port = Ports.free();
            send(Row.valid("visits", "V1", "P1", "D1", "2025-03-04", "cough", "OPD")
                    .record(1));
            validator.start("--health-address", Integer.toString(port));
            validator.awaitReady();

            awaitMetrics(port, "healthcare_rows_waiting{table=\"visits\"} 1.0");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics(port))
                    .containsPattern("healthcare_longest_waiting_seconds\\{table=\"visits\"} [1-9]"));

            send(Row.valid("doctors", "D1", "Ada", "", "").record(2));
            send(Row.valid("patients", "P1", "Ann", "F", "1990-01-02", "A+", "Bonn")
                    .record(3));
            awaitMetrics(
                    port,
                    "healthcare_rows_waiting{table=\"visits\"} 0.0",
                    "healthcare_longest_waiting_seconds{table=\"visits\"} 0.0");
        }
    }

    private static void awaitMetrics(int port, String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics(port)).contains(lines));
    }

    private static String metrics(int port) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        RawTopics.sendOneByOne(List.of(record));
    }
}
