package dev.healthdata.infrastructure.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.records.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));

    @TempDir
    private Path directory;

    @Test
    void keepsTopicsAndRecordsThroughAKillAndOnOtherPorts() throws Exception {
        try (EmbeddedBroker broker = start()) {
            assertThat(TopicSetup.createMissing(client(broker), 2))
                    .hasSize(Topics.all(2).size());
            try (var producer = new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("raw-visits", 1, "V1", "{}")).get();
            }
            broker.process().kill();
        }

        try (EmbeddedBroker again = start();
                Admin admin = Admin.create(client(again))) {
            assertThat(TopicSetup.createMissing(client(again), 2)).isEmpty();
            TopicPartition partition = new TopicPartition("raw-visits", 1);
            assertThat(admin.listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset())
                    .isEqualTo(1);
        }
    }

    @Test
    void waitsForTheOneBeforeItToEnd() {
        EmbeddedBroker before = start();
        try (EmbeddedBroker next = launch()) {
            await().until(() -> Files.readString(log()).contains("waiting until it ends")
                    || !next.process().isAlive());
            before.close();
            next.awaitReady();
        }
    }

    @Test
    void createsEachTopicWithItsSettings() throws Exception {
        try (EmbeddedBroker broker = start();
                Admin admin = Admin.create(client(broker))) {
            TopicSetup.createMissing(client(broker), 1);

            var raw = new ConfigResource(ConfigResource.Type.TOPIC, "raw-patients");
            var clean = new ConfigResource(ConfigResource.Type.TOPIC, "clean-patients");
            var settings =
                    admin.describeConfigs(java.util.List.of(raw, clean)).all().get();
            assertThat(settings.get(raw).get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            assertThat(settings.get(raw).get("retention.ms").value()).isEqualTo("-1");
            assertThat(settings.get(clean).get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(settings.get(clean).get("max.message.bytes").value())
                    .isEqualTo(Integer.toString(Topics.MAX_RECORD_BYTES));
        }
    }

    @Test
    void whatTheValidatorWritesMayBeStampedByAClockThatWasAhead() throws Exception {
        try (EmbeddedBroker broker = start()) {
            TopicSetup.createMissing(client(broker), 1);
            long tomorrow = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
            try (var producer = new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
                for (String topic : new String[] {"clean-visits", "dead-letter-visits"}) {
                    assertThat(producer.send(new ProducerRecord<>(topic, 0, tomorrow, "V1", "{}"))
                                    .get()
                                    .timestamp())
                            .isEqualTo(tomorrow);
                }
            }
        }
    }

    private EmbeddedBroker start() {
        EmbeddedBroker broker = launch();
        broker.awaitReady();
        return broker;
    }

    private EmbeddedBroker launch() {
        return EmbeddedBroker.start(HOME, directory.resolve("kafka"), log(), Ports.free());
    }

    private Path log() {
        return directory.resolve("kafka.log");
    }

    private static Map<String, Object> client(EmbeddedBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
