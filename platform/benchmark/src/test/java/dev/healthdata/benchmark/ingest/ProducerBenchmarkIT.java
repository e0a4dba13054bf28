package dev.healthdata.benchmark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProducerBenchmarkIT {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));
    private static final String LEFT = "left by a run that broke off";

    @TempDir
    private Path work;

    @Test
    void sendsIntoABrokerOfItsOwnWhateverARunThatBrokeOffLeft() throws Exception {
        leaveABroker(work.resolve("kafka"));

        new ProducerBenchmark(HOME, work, said -> {}).run(1_000, 1);

        assertThat(work.resolve("records.txt"))
                .as("what was on the topic")
                .content(UTF_8)
                .isNotEmpty()
                .doesNotContain(LEFT);
    }

    private void leaveABroker(Path directory) throws Exception {
        Files.createDirectories(directory);
        try (EmbeddedBroker broker = EmbeddedBroker.start(HOME, directory, work.resolve("broker.log"), Ports.free())) {
            broker.awaitReady();
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            TopicSetup.createMissing(client, 1);
            try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(Work.TOPIC, 0, "V1".getBytes(UTF_8), LEFT.getBytes(UTF_8)))
                        .get();
            }
        }
    }
}
