package dev.healthdata.infrastructure.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One after the other on the same data: a broker takes seconds to start and to end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedBrokerIT {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));
    private static final int PARTITIONS = 2;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static List<String> created;
    private static List<Future<RecordMetadata>> writtenAtOnce;

    @BeforeAll
    static void starts() {
        broker = launch();
        broker.awaitReady();
        try (var impatient =
                new KafkaProducer<>(clientThatTriesOnce(), new StringSerializer(), new StringSerializer())) {
            created = TopicSetup.createMissing(client(), PARTITIONS);
            writtenAtOnce = Tables.all().stream()
                    .flatMap(table -> IntStream.range(0, PARTITIONS)
                            .mapToObj(partition -> impatient.send(
                                    new ProducerRecord<>(table.deadLetterTopic(), partition, "key", "letter"))))
                    .toList();
        }
    }

    @AfterAll
    static void ends() {
        broker.close();
    }

    @Test
    @Order(1)
    void createsEachTopicWithItsSettings() throws Exception {
        assertThat(created).hasSize(Topics.all(PARTITIONS).size());
        try (Admin admin = Admin.create(client())) {
            var raw = new ConfigResource(ConfigResource.Type.TOPIC, "raw-patients");
            var clean = new ConfigResource(ConfigResource.Type.TOPIC, "clean-patients");
            var settings = admin.describeConfigs(List.of(raw, clean)).all().get();
            assertThat(settings.get(raw).get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            assertThat(settings.get(raw).get("retention.ms").value()).isEqualTo("-1");
            assertThat(settings.get(clean).get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(settings.get(clean).get("max.message.bytes").value())
                    .isEqualTo(Integer.toString(Topics.MAX_RECORD_BYTES));
        }
    }

    @Test
    @Order(1)
    void topicsCanBeWrittenToAsSoonAsTheyAreCreated() {
        assertThat(writtenAtOnce).isNotEmpty().allSatisfy(record -> assertThat(record)
                .succeedsWithin(Duration.ofSeconds(10)));
    }

    @Test
    @Order(1)
    void whatTheValidatorWritesMayBeStampedByAClockThatWasAhead() throws Exception {
        long tomorrow = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            for (String topic : new String[] {"clean-visits", "dead-letter-visits"}) {
                assertThat(producer.send(new ProducerRecord<>(topic, 0, tomorrow, "V1", "{}"))
                                .get()
                                .timestamp())
                        .isEqualTo(tomorrow);
            }
        }
    }

    @Test
    @Order(2)
    void waitsForTheOneBeforeItToEnd() {
        EmbeddedBroker before = broker;
        broker = launch();
        await().until(() -> Files.readString(log()).contains("waiting until it ends")
                || !broker.process().isAlive());
        before.close();
        broker.awaitReady();
    }

    @Test
    @Order(3)
    void keepsTopicsAndRecordsThroughAKillAndOnOtherPorts() throws Exception {
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("raw-visits", 1, "V1", "{}")).get();
        }
        broker.process().kill();

        broker = launch();
        broker.awaitReady();
        assertThat(TopicSetup.createMissing(client(), PARTITIONS)).isEmpty();
        try (Admin admin = Admin.create(client())) {
            TopicPartition partition = new TopicPartition("raw-visits", 1);
            assertThat(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset())
                    .isEqualTo(1);
        }
    }

    private static EmbeddedBroker launch() {
        return EmbeddedBroker.start(HOME, directory.resolve("kafka"), log(), Ports.free());
    }

    private static Path log() {
        return directory.resolve("kafka.log");
    }

    private static Map<String, Object> clientThatTriesOnce() {
        Map<String, Object> client = new HashMap<>(client());
        client.put("retries", 0);
        client.put("enable.idempotence", false);
        return client;
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
