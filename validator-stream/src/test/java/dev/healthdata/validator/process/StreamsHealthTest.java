package dev.healthdata.validator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a broker, so that it never comes to run. */
class StreamsHealthTest {
    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private KafkaStreams streams;
    private StreamsHealth health;

    @BeforeEach
    void setUp() {
        Properties properties = new Properties();
        properties.put("application.id", "health");
        properties.put("bootstrap.servers", "127.0.0.1:1");
        properties.put("state.dir", directory.toString());
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream("some");
        streams = new KafkaStreams(topology.build(), properties);
        health = new StreamsHealth(streams, now::get);
    }

    @AfterEach
    void tearDown() {
        streams.close(Duration.ofSeconds(10));
    }

    @Test
    void oneThatHasNotBegunIsUnwell() {
        assertThat(health.now().problems()).containsExactly("Kafka Streams is CREATED");
    }

    @Test
    void oneThatRebalancesIsWellForAMinute() {
        streams.start();
        now.set(Instant.EPOCH.plusSeconds(59));
        assertThat(health.now().isHealthy()).isTrue();
        assertThat(health.now().details()).containsEntry("state", KafkaStreams.State.REBALANCING);

        now.set(Instant.EPOCH.plusSeconds(60));
        assertThat(health.now().problems()).containsExactly("Kafka Streams is REBALANCING");
    }

    @Test
    void oneThatHasEndedIsUnwellAtOnce() {
        streams.start();
        streams.close(Duration.ofSeconds(10));
        assertThat(health.now().problems()).hasSize(1).first().asString().contains("NOT_RUNNING");
    }
}
