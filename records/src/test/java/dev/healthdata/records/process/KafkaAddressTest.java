package dev.healthdata.records.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaAddressTest {
    private static final Map<String, String> FILE = Map.of("bootstrap.servers", "file:9092");
    private static final Map<String, String> ENVIRONMENT = Map.of("KAFKA_BOOTSTRAP_SERVERS", "environment:9092");

    @Test
    void anOptionComesBeforeTheFileAndTheFileBeforeTheEnvironment() {
        assertThat(KafkaAddress.of("option:9092", FILE, ENVIRONMENT)).contains("option:9092");
        assertThat(KafkaAddress.of(null, FILE, ENVIRONMENT)).contains("file:9092");
        assertThat(KafkaAddress.of(null, Map.of(), ENVIRONMENT)).contains("environment:9092");
        assertThat(KafkaAddress.of(null, Map.of(), Map.of())).isEmpty();
    }

    @Test
    void whatIsBlankSaysNothing() {
        assertThat(KafkaAddress.of(" ", Map.of("bootstrap.servers", ""), ENVIRONMENT))
                .contains("environment:9092");
    }
}
