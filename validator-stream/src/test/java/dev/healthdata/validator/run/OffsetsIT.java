package dev.healthdata.validator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where it goes on in the raw topics, by what Kafka knows of it. */
class OffsetsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    private final TestKafka kafka = TestKafka.shared();

    @BeforeEach
    void reset() {
        ValidatorRun.reset(2);
    }

    @Test
    void doesNotTakeAllRowsAgainWhenKafkaHasForgottenItsOffsets() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory);
                Admin admin = Admin.create(kafka.client())) {
            send(Row.valid("doctors", "D1", "Ada", "", "").record(1));
            send(Row.valid("doctors", "D2", "Ada", "", "").record(2));
            validator.start();
            Committed.awaitTally(2, 0, PATIENCE);
            validator.stop();
            var forgotten = new HashMap<>(admin.listConsumerGroupOffsets("validator-stream")
                    .partitionsToOffsetAndMetadata()
                    .get());
            forgotten.values().removeIf(Objects::isNull);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> admin.deleteConsumerGroups(List.of("validator-stream"))
                                    .all()
                                    .get()
                            == null);

            assertThat(validator.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(validator.log())
                    .contains("Kafka has forgotten the offsets of the group validator-stream")
                    .contains(forgotten.keySet().stream()
                            .filter(partition -> partition.topic().startsWith("raw-"))
                            .map(partition -> partition + " to ")
                            .toList());

            admin.alterConsumerGroupOffsets("validator-stream", forgotten).all().get();
            send(Row.valid("doctors", "D3", "Ada", "", "").record(3));
            validator.start();
            Committed.awaitTally(3, 0, PATIENCE);
        }
    }

    /** As a kill leaves it, until the broker has given the transaction up. */
    @Test
    void doesNotTakeAnOffsetForForgottenThatIsJustBeingCommitted() throws Exception {
        Map<String, Object> properties = kafka.client();
        properties.put("transactional.id", "validator-stream-killed");
        properties.put("transaction.timeout.ms", "600000");
        try (ValidatorRun validator = new ValidatorRun(directory);
                KafkaProducer<byte[], byte[]> killed =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
                Admin admin = Admin.create(kafka.client())) {
            send(Row.valid("doctors", "D1", "Ada", "", "").record(1));
            validator.start();
            Committed.awaitTally(1, 0, PATIENCE);
            validator.stop();
            var offsets = new HashMap<>(admin.listConsumerGroupOffsets("validator-stream")
                    .partitionsToOffsetAndMetadata()
                    .get());
            offsets.values().removeIf(Objects::isNull);
            await().atMost(PATIENCE).until(() -> !hasMembers(admin));
            killed.initTransactions();
            killed.beginTransaction();
            killed.sendOffsetsToTransaction(offsets, group());

            validator.start();
            // When it has joined its group it has looked at the offsets.
            await().atMost(PATIENCE).until(() -> !validator.process().isAlive() || hasMembers(admin));
            assertThat(validator.process().isAlive()).isTrue();
            killed.abortTransaction();
            validator.awaitReady();
        }
    }

    @Test
    void doesNotStartOnRawTopicsThatGotMorePartitionsAlsoRightAfterItsStop() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory);
                Admin admin = Admin.create(kafka.client())) {
            send(Row.valid("doctors", "D1", "Ada", "", "").record(1));
            validator.start();
            Committed.awaitTally(1, 0, PATIENCE);
            validator.stop();
            admin.createPartitions(Tables.all().stream()
                            .collect(Collectors.toMap(Table::rawTopic, table -> NewPartitions.increaseTo(3))))
                    .all()
                    .get();

            List<String> raw = Tables.all().stream().map(Table::rawTopic).toList();
            // A broker learns of them a little after the controller has answered.
            await().atMost(PATIENCE).until(() -> admin.describeTopics(raw).allTopicNames().get().values().stream()
                    .allMatch(topic -> topic.partitions().size() == 3));

            assertThat(validator.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(validator.log())
                    .contains("the raw topics have 3 partitions, but validator-stream-")
                    .contains(" has 2: rows of one id would lie in two partitions");
        }
    }

    @Test
    void takesARawTopicThatWasMadeAnewFromItsBeginning() throws Exception {
        try (ValidatorRun validator = new ValidatorRun(directory);
                Admin admin = Admin.create(kafka.client())) {
            send(Row.valid("doctors", "D1", "Ada", "", "").record(1));
            validator.start();
            Committed.awaitTally(1, 0, PATIENCE);
            validator.stop();
            admin.deleteTopics(List.of("raw-doctors")).all().get();
            await().atMost(PATIENCE)
                    .until(() -> TopicSetup.createMissing(kafka.client(), 2).contains("raw-doctors"));
            for (int line = 1; line < 4; line++) {
                send(Row.valid("doctors", "D1", "Ada", "", "").record(line));
            }

            validator.start();
            Committed.awaitTally(4, 0, PATIENCE);
        }
    }

    private static boolean hasMembers(Admin admin) throws Exception {
        return !admin.describeConsumerGroups(List.of("validator-stream"))
                .describedGroups()
                .get("validator-stream")
                .get()
                .members()
                .isEmpty();
    }

    private ConsumerGroupMetadata group() {
        Map<String, Object> properties = kafka.client();
        properties.put("group.id", "validator-stream");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.groupMetadata();
        }
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        RawTopics.sendOneByOne(List.of(record));
    }
}
