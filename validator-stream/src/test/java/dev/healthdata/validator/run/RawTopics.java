package dev.healthdata.validator.run;

import dev.healthdata.testing.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where tests send rows to. */
final class RawTopics {
    private RawTopics() {}

    /**
     * In a transaction, as the platform's producer sends them. An idempotent producer without one can hang on a topic that
     * was just made: when its first batch comes before the partition is ready and its second after, the broker takes the
     * second as a beginning, and waits for ever for what follows it (KIP-890 closes this gap for transactions).
     */
    static void send(List<Row> rows) {
        Map<String, Object> properties = TestKafka.shared().client();
        properties.put("linger.ms", "5");
        properties.put("transactional.id", "rows-" + UUID.randomUUID());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            long line = 1;
            for (Row row : rows) {
                // The commit fails if one of them did.
                var unused = producer.send(row.record(line++));
            }
            producer.commitTransaction();
        }
    }

    /** Each on its own and after the one before is in Kafka: also what no producer of ours writes, to any topic. */
    static void sendOneByOne(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> properties = TestKafka.shared().client();
        properties.put("max.request.size", "4194304");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
