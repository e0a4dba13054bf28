package dev.healthdata.validator.process;

import dev.healthdata.records.process.LostBroker;
import dev.healthdata.records.process.OnePartition;
import dev.healthdata.records.topic.Topics;
import dev.healthdata.validator.store.BoundedMemory;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** Kafka Streams' properties. Those of the operator can tune and secure, not weaken what is promised. */
final class StreamsProperties {
    private static final List<String> ONE_KIND_OF_CONSUMER = List.of(
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX);

    private static final Duration STATE_MAX_AGE = Duration.ofDays(14);

    private StreamsProperties() {}

    static Properties of(Settings settings, String instanceId) {
        Properties properties = new Properties();
        tune(properties, settings);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        properties.putAll(settings.client());
        promise(properties, settings);
        return properties;
    }

    /** Measured with the reference data on two cores; see the decision records. */
    private static void tune(Properties properties, Settings settings) {
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        // Questions are gathered for 20 ms; a thread that polls for longer would send them later.
        properties.put(StreamsConfig.POLL_MS_CONFIG, 20);
        // Inputs of a task are taken in the order of their times, as far as the broker has them. Nothing depends on
        // it, but a row that is taken after those that it refers to need not wait.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 4 << 20);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 << 20);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 512 << 10);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        // A member that was killed is missed sooner. It is the least that brokers allow.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        LostBroker.PROPERTIES.forEach((key, value) -> {
            if (!settings.client().containsKey(key)) {
                properties.put(StreamsConfig.producerPrefix(key), value);
                properties.put(StreamsConfig.consumerPrefix(key), value);
            }
        });
    }

    private static void promise(Properties properties, Settings settings) {
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                settings.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class.getName());
        stopOnFailure(properties);
        readAllThatIsCommitted(properties);
        keepVersionsTogether(properties);
        keepWhatTopicsHold(properties);
        missNoDeletion(properties);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        Topics.WHAT_THE_VALIDATOR_WRITES.forEach((key, value) -> properties.put(StreamsConfig.topicPrefix(key), value));
    }

    /** A prefix for one kind of consumer wins over that of all, and some settings under it are not Kafka Streams' to refuse. */
    private static void readAllThatIsCommitted(Properties properties) {
        for (String prefix : ONE_KIND_OF_CONSUMER) {
            properties.remove(prefix + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
            properties.remove(prefix + ConsumerConfig.ISOLATION_LEVEL_CONFIG);
        }
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    private static void keepVersionsTogether(Properties properties) {
        for (String key : OnePartition.PROPERTIES_AGAINST_IT) {
            properties.remove(key);
            properties.remove(StreamsConfig.producerPrefix(key));
        }
    }

    /** Stores are made anew from changelogs that are compacted, and a question is in its topic until it is answered. */
    private static void keepWhatTopicsHold(Properties properties) {
        for (String key : List.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.RETENTION_MS_CONFIG,
                TopicConfig.RETENTION_BYTES_CONFIG)) {
            properties.remove(StreamsConfig.topicPrefix(key));
        }
    }

    /**
     * A store that was left for a while is brought up to date by its changelog, in which deletions are kept for a time only:
     * behind it, what another instance deleted meanwhile would be there again. Such a store is made anew (KIP-1259).
     */
    private static void missNoDeletion(Properties properties) {
        properties.put(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG, STATE_MAX_AGE.toMillis());
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.DELETE_RETENTION_MS_CONFIG),
                String.valueOf(STATE_MAX_AGE.multipliedBy(2).toMillis()));
    }

    /**
     * A record that is skipped is missing in the books. Kafka Streams' dead letter queue goes with skipping: what it is sent
     * on a failure is undone with the transaction. And it puts the text of exceptions into headers. See decision record 4.
     */
    private static void stopOnFailure(Properties properties) {
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailExceptionHandler.class.getName());
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailProcessingExceptionHandler.class.getName());
        properties.put(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DefaultProductionExceptionHandler.class.getName());
        properties.remove(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    }
}
