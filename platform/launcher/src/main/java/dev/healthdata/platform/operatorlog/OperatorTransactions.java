package dev.healthdata.platform.operatorlog;

import dev.healthdata.platform.books.ClientClose;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.process.OnePartition;
import dev.healthdata.records.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what an operator does together with its entry in the audit log: both or neither. */
public final class OperatorTransactions implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;

    private OperatorTransactions(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Connects.
     *
     * @param client Kafka client properties, at least {@code bootstrap.servers}
     * @throws IllegalStateException if there is no audit log to write to
     */
    public static OperatorTransactions open(Map<String, Object> client, TopicReader reader) {
        if (reader.partitions(List.of(Topics.AUDIT_LOG)).isEmpty()) {
            throw new IllegalStateException("Kafka has no topic " + Topics.AUDIT_LOG
                    + ", and nothing is done without an entry there: './healthcare up' creates it when it starts");
        }
        Map<String, Object> config = new HashMap<>(client);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.keySet().removeAll(OnePartition.PROPERTIES_AGAINST_IT);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "operator-" + UUID.randomUUID());
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(CLOSE);
            throw e;
        }
        return new OperatorTransactions(producer);
    }

    /**
     * Writes them in one transaction.
     *
     * @return where the records lie, in their order
     */
    public List<RecordMetadata> write(Act act, List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> each : records) {
                sent.add(producer.send(each));
            }
            sent.add(producer.send(act.toRecord()));
            producer.commitTransaction();
            List<RecordMetadata> places = new ArrayList<>();
            for (Future<RecordMetadata> each : sent.subList(0, records.size())) {
                places.add(each.get());
            }
            return places;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a record of a committed transaction was not sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        } catch (RuntimeException e) {
            abort();
            throw e;
        }
    }

    @Override
    public void close() {
        ClientClose.uninterrupted(() -> producer.close(CLOSE));
    }

    private void abort() {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            // The reason that it failed is thrown by the caller; the broker aborts it after the timeout.
            return;
        }
    }
}
