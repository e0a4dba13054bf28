package dev.healthdata.validator.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.rule.Severities;
import dev.healthdata.validator.ledger.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's properties change, and what they do not. */
class StreamsPropertiesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "consumer.", "main.consumer.", "restore.consumer.", "global.consumer."})
    void noneLetsTheValidatorReadWhatIsNotCommittedOrSkipWhatIsThere(String prefix) {
        StreamsConfig config =
                with(Map.of(prefix + "isolation.level", "read_uncommitted", prefix + "auto.offset.reset", "latest"));

        assertThat(config.getMainConsumerConfigs("g", "c", 0))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "earliest");
        assertThat(config.getRestoreConsumerConfigs("c")).containsEntry("isolation.level", "read_committed");
        assertThat(config.getGlobalConsumerConfigs("c")).containsEntry("isolation.level", "read_committed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "producer."})
    void nonePutsVersionsOfOneIdIntoDifferentPartitions(String prefix) {
        StreamsConfig config = with(Map.of(
                prefix + "partitioner.class",
                RoundRobinPartitioner.class.getName(),
                prefix + "partitioner.ignore.keys",
                "true"));

        assertThat(config.getProducerConfigs("c")).doesNotContainKeys("partitioner.class", "partitioner.ignore.keys");
    }

    @Test
    void noneHasTopicsForgetWhatStoresAreMadeOf() {
        StreamsConfig config = with(Map.of(
                "topic.cleanup.policy",
                "delete",
                "topic.retention.ms",
                "1",
                "topic.retention.bytes",
                "1",
                "topic.segment.bytes",
                "1048576"));

        assertThat(config.originalsWithPrefix("topic."))
                .doesNotContainKeys("cleanup.policy", "retention.ms", "retention.bytes")
                .containsKey("segment.bytes");
    }

    @Test
    void noneLetsAStoreMissWhatWasDeletedWhileItWasLeft() {
        StreamsConfig config = with(Map.of("topic.delete.retention.ms", "1", "state.cleanup.dir.max.age.ms", "-1"));
        long kept = Long.parseLong((String) config.originalsWithPrefix("topic.").get("delete.retention.ms"));

        assertThat(config.getLong(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG))
                .isPositive()
                .isLessThan(kept);
    }

    @Test
    void theyTuneAndSecure() {
        StreamsConfig config = with(
                Map.of("security.protocol", "SSL", "main.consumer.max.poll.records", "7", "producer.linger.ms", "3"));

        assertThat(config.getMainConsumerConfigs("g", "c", 0))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("max.poll.records", "7");
        assertThat(config.getProducerConfigs("c"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("linger.ms", "3");
    }

    private static StreamsConfig with(Map<String, Object> given) {
        Map<String, Object> client = new HashMap<>(given);
        client.put("bootstrap.servers", "unused:9092");
        Settings settings = new Settings(
                "validator-stream",
                client,
                Path.of("state"),
                1,
                Duration.ofSeconds(30),
                Retention.UNLIMITED,
                Duration.ofSeconds(1),
                Severities.defaults(),
                true);
        return new StreamsConfig(StreamsProperties.of(settings, "instance"));
    }
}
