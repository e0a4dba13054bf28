package dev.healthdata.sink.deadletter;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Fetches single records again. */
final class RecordFinder implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration patience;

    RecordFinder(Map<String, Object> client, Duration patience) {
        this.patience = patience;
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Empty where it is not there any more.
     *
     * @throws TimeoutException if Kafka does not tell; another time it may
     */
    Optional<ConsumerRecord<byte[], byte[]>> find(TopicPartition partition, long offset) {
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(patience)) {
                return found.offset() == offset ? Optional.of(found) : Optional.empty();
            }
            boolean passed = consumer.position(partition) > offset; // over markers of transactions
            if (passed || consumer.endOffsets(List.of(partition)).get(partition) <= offset) {
                return Optional.empty();
            }
            throw new TimeoutException("no answer from " + partition);
        } catch (InvalidOffsetException | InvalidTopicException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
