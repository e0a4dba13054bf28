package dev.healthdata.sink.deadletter;

import dev.healthdata.records.envelope.RawOrigin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Fetches the raw records that clean ones were made of: a dead letter holds the original bytes. */
final class RawRecords implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;

    RawRecords(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Empty where it is not there any more; the value in it is never null. */
    Optional<byte[]> value(RawOrigin origin) {
        try {
            TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
            consumer.assign(List.of(partition));
            consumer.seek(partition, origin.offset());
            for (ConsumerRecord<byte[], byte[]> raw : consumer.poll(PATIENCE)) {
                if (raw.offset() == origin.offset()) {
                    return Optional.ofNullable(raw.value());
                }
            }
            return Optional.empty();
        } catch (org.apache.kafka.clients.consumer.InvalidOffsetException | InvalidTopicException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
