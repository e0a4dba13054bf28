package dev.healthdata.sink;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The properties of the writers' consumers. */
final class ConsumerSettings {
    private ConsumerSettings() {}

    /** What correctness rests on cannot be changed by the user's properties; sizes can. */
    static Map<String, Object> ofWriter(SinkSettings settings, int writer) {
        Map<String, Object> config = new HashMap<>(Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                settings.limits().batchRows(),
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                8 << 20,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1 << 20,
                // A killed sink's partitions are free again after this.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000));
        config.putAll(settings.kafka());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.group() + "-" + writer);
        settings.instance().ifPresent(name -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name + "-" + writer));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    /** Reads by itself, beside the group. */
    static Map<String, Object> ofCloser(SinkSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.group() + "-dead-letters");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 << 20);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10);
        return config;
    }
}
