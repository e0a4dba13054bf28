package dev.healthdata.producer.ingest;

import dev.healthdata.records.process.LostBroker;
import dev.healthdata.records.process.OnePartition;
import dev.healthdata.records.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Kafka client properties. What the promise rests on is set last; how fast it goes is only a proposal. */
final class ClientSettings {
    /** Longer than any of our transactions takes; a killed producer's rows stay invisible no longer than this. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

    private ClientSettings() {}

    static Map<String, Object> producer(Map<String, Object> client, String key) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 10);
        settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
        // The client waits for so long in each initTransactions, between finding the coordinator and asking it.
        settings.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10L);
        LostBroker.PROPERTIES.forEach(settings::putIfAbsent);
        settings.keySet().removeAll(OnePartition.PROPERTIES_AGAINST_IT);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "producer-" + key);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        return settings;
    }

    static Map<String, Object> consumer(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return settings;
    }
}
