package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.json.IngestProgressJson;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The transactions of one content. There is one producer of it at a time: opening these ends all others. */
@SuppressWarnings("FutureReturnValueIgnored") // commitTransaction fails if any send of its transaction did
final class Transactions implements AutoCloseable {
    /** A producer that is closed with an open transaction aborts it; if it cannot, the next one does. */
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String key;

    private Transactions(KafkaProducer<byte[], byte[]> producer, String key) {
        this.producer = producer;
        this.key = key;
    }

    /** From here on nothing else can be committed for this content. */
    static Transactions open(Map<String, Object> client, String key) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientSettings.producer(client, key), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new Transactions(producer, key);
        } catch (RuntimeException e) {
            producer.close(CLOSE);
            throw e;
        }
    }

    void begin() {
        producer.beginTransaction();
    }

    /** Failures show at {@link #commit}. */
    void send(ProducerRecord<byte[], byte[]> message) {
        producer.send(message);
    }

    /** Commits what was sent and how far that is, together. */
    void commit(IngestProgress progress) {
        producer.send(
                new ProducerRecord<>(Topics.INGEST_PROGRESS, key.getBytes(UTF_8), IngestProgressJson.encode(progress)));
        producer.commitTransaction();
    }

    void abort() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
