package dev.healthdata.platform.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters that nobody but a test wrote, of the raw record 0 where nothing else is said. */
public final class TestLetters {
    private TestLetters() {}

    /** Of a row that has nothing but its id. */
    public static void open(TestKafka kafka, Table table, String id, Stage stage) throws Exception {
        open(kafka, table, id, id, stage);
    }

    /** Of a row whose key was not its id. */
    public static void open(TestKafka kafka, Table table, String key, String id, Stage stage) throws Exception {
        open(kafka, table, key, Map.of(table.idColumn().name(), id), stage, 0);
    }

    /** Of a row with these values. */
    public static void open(
            TestKafka kafka, Table table, String key, Map<String, String> cells, Stage stage, long rawOffset)
            throws Exception {
        byte[] row = RawJson.encode(List.copyOf(cells.keySet()), List.copyOf(cells.values()));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(table.deadLetterTopic(), new LetterKey(key, stage == Stage.SINK).bytes(), row);
        List<Violation> violations = List.of(Violation.of(table.name(), "row", "fields", "has too few fields"));
        new DeadLetter(stage, violations, 1, Instant.EPOCH).writeTo(record.headers());
        new RawOrigin(table.rawTopic(), 0, rawOffset).writeTo(record.headers());
        write(kafka, record);
    }

    public static void write(TestKafka kafka, String topic, String key, byte[] value) throws Exception {
        write(kafka, new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }

    public static void write(TestKafka kafka, ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
