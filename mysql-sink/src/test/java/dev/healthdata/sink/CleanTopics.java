package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for the validator: writes clean records, in transactions, and looks at what came of them. */
final class CleanTopics implements AutoCloseable {
    private final TestKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private long records;

    CleanTopics(TestKafka kafka) {
        this.kafka = kafka;
        Map<String, Object> config = new HashMap<>(kafka.client());
        config.put("transactional.id", "clean-" + System.nanoTime());
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Writes in one transaction. */
    void write(Runnable sends) {
        producer.beginTransaction();
        sends.run();
        producer.commitTransaction();
    }

    void patient(String id, String name, long version) {
        row("patients", version, id, name, "F", "1980-02-29", "O-", "Oslo");
    }

    void doctor(String id, long version) {
        row("doctors", version, id, "Dr. Ngũgĩ", "Cardiology", "St. Mary's");
    }

    void visit(String id, String patient, String doctor, long version) {
        row("visits", version, id, patient, doctor, "2024-03-31", "Check-up", "Outpatient");
    }

    void labReport(String id, String visit, long version) {
        row("lab_reports", version, id, visit, "HbA1c", "5.4", "2024-04-01");
    }

    void row(String tableName, long version, String... values) {
        Table table = Tables.named(tableName);
        send(table, values[0], CleanJson.encode(Fields.of(table, Arrays.asList(values)), version));
    }

    void tombstone(String table, String id) {
        send(Tables.named(table), id, null);
    }

    void send(Table table, String key, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        new Provenance("some.csv", "0".repeat(64), ++records, records + 1).writeTo(headers);
        new RawOrigin(table.rawTopic(), 0, 1_000_000).writeTo(headers);
        // A failure shows when the transaction is committed.
        var unused = producer.send(new ProducerRecord<>(table.cleanTopic(), null, key.getBytes(UTF_8), value, headers));
    }

    /** Whether the group has committed all that there is: the sink has nothing left to do. */
    boolean written(String group) throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> all = partitions(admin, false).stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            var ends = admin.listOffsets(
                            all,
                            new org.apache.kafka.clients.admin.ListOffsetsOptions(
                                    org.apache.kafka.common.IsolationLevel.READ_COMMITTED))
                    .all()
                    .get();
            return ends.entrySet().stream()
                    .allMatch(end -> end.getValue().offset() == offset(committed.get(end.getKey())));
        }
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    /** The dead letters, by key in text. */
    Map<String, ConsumerRecord<byte[], byte[]>> deadLetters() throws Exception {
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        try (Admin admin = Admin.create(kafka.client());
                var consumer =
                        new KafkaConsumer<>(kafka.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(admin, true);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    letters.put(new String(letter.key(), UTF_8), letter);
                }
            }
        }
        return letters;
    }

    static DeadLetter envelope(ConsumerRecord<byte[], byte[]> letter) {
        return DeadLetter.from(letter.headers()).orElseThrow();
    }

    private static List<TopicPartition> partitions(Admin admin, boolean deadLetters) throws Exception {
        List<String> topics = Tables.all().stream()
                .map(deadLetters ? Table::deadLetterTopic : Table::cleanTopic)
                .toList();
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    @Override
    public void close() {
        producer.close();
    }
}
