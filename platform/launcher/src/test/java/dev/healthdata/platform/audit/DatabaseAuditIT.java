package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.audit.KeyBooks.Stored;
import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DatabaseAuditIT {
    private static final Table PATIENTS = Tables.named("patients");

    @Test
    void whatIsNoRowBehindTheCutExplainsNothingAndEndsNothing() {
        TestKafka kafka = TestKafka.shared();
        kafka.reset(1);
        Map<String, Object> client = kafka.client();
        Fields row = Fields.of(PATIENTS, Arrays.asList("P1", "name", "F", "1990-01-01", null, "Rome"));
        KeyBooks books = new KeyBooks();
        books.stored = new Stored(7, Content.of(row.values()));
        DatabaseAudit audit = new DatabaseAudit(PATIENTS, new RefusedRows());
        audit.compare("P1", books);
        audit.compare("P2", books);
        Differences differences = new Differences();

        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
                TopicReader reader = new TopicReader(client)) {
            send(producer, "P1", "{\"x\":1}".getBytes(UTF_8));
            send(producer, "P1", CleanJson.encode(row, 7));
            send(producer, "P2", "{\"x\":1}".getBytes(UTF_8));
            producer.flush();
            audit.finish(reader, Map.of(new TopicPartition(PATIENTS.cleanTopic(), 0), 0L), differences);
        }

        assertThat(differences.list()).containsExactly("patients P2 is in the database and not among the clean rows");
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String id, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(PATIENTS.cleanTopic(), id.getBytes(UTF_8), value));
    }
}
