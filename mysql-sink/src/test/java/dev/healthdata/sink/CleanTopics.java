package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.LetterKey;
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
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for the validator: writes clean records, in transactions, and looks at what came of them. */
final class CleanTopics implements AutoCloseable {
    private final TestKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    /** One for all looks: they are many, while a sink is waited for. */
    private final Admin admin;

    private final Map<TopicPartition, Long> deadLettersBefore;
    private long records;

    CleanTopics(TestKafka kafka) {
        this.kafka = kafka;
        Map<String, Object> config = new HashMap<>(kafka.client());
        config.put("transactional.id", "clean-" + System.nanoTime());
        config.put("max.request.size", dev.healthdata.records.topic.Topics.MAX_RECORD_BYTES);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        admin = Admin.create(kafka.client());
        try (var consumer = consumer(kafka.client())) {
            deadLettersBefore = consumer.endOffsets(partitions(consumer, Table::deadLetterTopic));
        }
    }

    /** Lets a group begin with what is written from now on. */
    void beginHere(String group) {
        Map<String, Object> client = kafka.client();
        client.put("group.id", group);
        try (var consumer = consumer(client)) {
            List<TopicPartition> partitions = partitions(consumer, Table::cleanTopic);
            consumer.assign(partitions);
            consumer.commitSync(consumer.endOffsets(partitions).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue()))));
        }
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

    /** A row whose raw record lies there. */
    void row(String tableName, long version, RawOrigin raw, String... values) {
        Table table = Tables.named(tableName);
        send(table, values[0], CleanJson.encode(Fields.of(table, Arrays.asList(values)), version), raw);
    }

    /**
     * Sends raw records, in a transaction of their own.
     *
     * @return where they lie
     */
    List<RawOrigin> raw(String tableName, List<String> values) throws Exception {
        String topic = Tables.named(tableName).rawTopic();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        write(() -> values.forEach(
                value -> sent.add(producer.send(new ProducerRecord<>(topic, 0, null, value.getBytes(UTF_8))))));
        List<RawOrigin> origins = new ArrayList<>();
        for (Future<RecordMetadata> each : sent) {
            origins.add(new RawOrigin(topic, 0, each.get().offset()));
        }
        return origins;
    }

    void send(Table table, String key, byte[] value) {
        send(table, key, value, new RawOrigin(table.rawTopic(), 0, 1_000_000));
    }

    private void send(Table table, String key, byte[] value, RawOrigin raw) {
        RecordHeaders headers = new RecordHeaders();
        new Provenance("some.csv", "0".repeat(64), ++records, records + 1).writeTo(headers);
        raw.writeTo(headers);
        send(table, key.getBytes(UTF_8), value, headers);
    }

    /** A record as any program may write it. */
    void send(Table table, byte[] key, byte[] value, RecordHeaders headers) {
        // A failure shows when the transaction is committed.
        var unused = producer.send(new ProducerRecord<>(table.cleanTopic(), null, key, value, headers));
    }

    /** Whether the group has committed all that there is: the sink has nothing left to do. */
    boolean written(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(
                        committed.keySet().stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        return ends.entrySet().stream()
                .allMatch(end ->
                        end.getValue().offset() == committed.get(end.getKey()).offset());
    }

    /** The members of the group, by the ids that it gave them. */
    List<String> members(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                .map(member -> member.consumerId())
                .sorted()
                .toList();
    }

    /** The dead letters of the sink since the start of the test, by id; not that those of tests before it are closed meanwhile. */
    Map<String, ConsumerRecord<byte[], byte[]>> deadLetters() {
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        try (var consumer = consumer(kafka.client())) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(deadLettersBefore.keySet());
            consumer.assign(ends.keySet());
            deadLettersBefore.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    LetterKey key = LetterKey.of(letter.key());
                    if (key.refused() && (letter.value() != null || letters.containsKey(key.id()))) {
                        letters.put(key.id(), letter);
                    }
                }
            }
        }
        return letters;
    }

    static DeadLetter envelope(ConsumerRecord<byte[], byte[]> letter) {
        return DeadLetter.from(letter.headers()).orElseThrow();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Function<Table, String> topic) {
        return Tables.all().stream()
                .flatMap(table -> consumer.partitionsFor(topic.apply(table)).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        admin.close();
        producer.close();
    }
}
