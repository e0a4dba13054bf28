package dev.healthdata.producer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.records.envelope.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Files whose values are looked up in others that come, and change, in the same directory. */
class LookupWatchIT extends WatchTestCase {
    @Test
    void letsAFileWaitForWhatItLooksUp() throws IOException, InterruptedException {
        Path synthea = Path.of("src", "test", "resources", "synthea");
        Files.copy(synthea.resolve("providers.csv"), watched.resolve("providers.csv"));
        try (ProducerProcess producer = watch("--mapping", "../mappings/synthea.yml")) {
            awaitLine(producer, "providers.csv: waits for organizations.csv, which it needs beside it");
            Files.copy(synthea.resolve("organizations.csv"), watched.resolve("organizations.csv"));
            awaitLine(producer, "providers.csv: sent 12 rows");
            assertThat(producer.output()).containsOnlyOnce("waits for");
        }
        assertThat(topic.committed("raw-doctors")).hasSize(12);
    }

    @Test
    void sendsAFileAgainWhenItLooksUpOtherValuesNow() throws IOException, InterruptedException {
        Path synthea = Path.of("src", "test", "resources", "synthea");
        Path organizations = Files.copy(synthea.resolve("organizations.csv"), watched.resolve("organizations.csv"));
        Files.copy(synthea.resolve("providers.csv"), watched.resolve("providers.csv"));
        try (ProducerProcess producer = watch("--mapping", "../mappings/synthea.yml")) {
            awaitLine(producer, "providers.csv: sent 12 rows");

            Files.writeString(organizations, Files.readString(organizations).replace("HOSPITAL", "CLINIC"));
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(topic.visible("raw-doctors"))
                    .hasSize(24));

            // Another time says nothing of the values. By the second file after it, it was looked at.
            Files.setLastModifiedTime(organizations, FileTime.from(Instant.now().minusSeconds(60)));
            for (int rows = 10; rows <= 11; rows++) {
                Path some = directory.resolve("some");
                Files.write(
                        some,
                        Files.readAllLines(synthea.resolve("providers.csv")).subList(0, rows + 1));
                Files.move(some, watched.resolve("providers-" + rows + ".csv"));
                awaitLine(producer, "providers-" + rows + ".csv: sent " + rows + " rows");
            }
            assertThat(producer.output()).doesNotContain("already ingested");
        }
        assertThat(topic.committed("raw-doctors")).hasSize(24 + 10 + 11);
    }

    @Test
    void sendsAFileAgainWhenWhatItLooksUpIsAsItWasBefore() throws IOException, InterruptedException {
        Path synthea = Path.of("src", "test", "resources", "synthea");
        Path organizations = Files.copy(synthea.resolve("organizations.csv"), watched.resolve("organizations.csv"));
        String before = Files.readString(organizations);
        Files.copy(synthea.resolve("providers.csv"), watched.resolve("providers.csv"));
        try (ProducerProcess producer = watch("--mapping", "../mappings/synthea.yml")) {
            awaitLine(producer, "providers.csv: sent 12 rows");
            Files.writeString(organizations, before.replace("HOSPITAL", "CLINIC"));
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(topic.visible("raw-doctors"))
                    .hasSize(24));

            Files.writeString(organizations, before);
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(topic.visible("raw-doctors"))
                    .hasSize(36));
        }
        assertThat(topic.committed("raw-doctors").subList(24, 36))
                .noneMatch(record -> new String(record.value(), UTF_8).contains("CLINIC"));
    }

    @Test
    void sendsAFileAgainBeforeTheOneThatCorrectsItAndCameTogetherWithOtherValues() throws Exception {
        Path synthea = Path.of("src", "test", "resources", "synthea");
        String organizations = Files.readString(synthea.resolve("organizations.csv"));
        Files.writeString(watched.resolve("organizations.csv"), organizations);
        Files.copy(synthea.resolve("providers.csv"), watched.resolve("providers.csv"));
        try (ProducerProcess producer = watch("--mapping", "../mappings/synthea.yml")) {
            awaitLine(producer, "providers.csv: sent 12 rows");

            Path other = Files.writeString(directory.resolve("other"), organizations.replace("HOSPITAL", "CLINIC"));
            Files.setLastModifiedTime(other, FileTime.from(Instant.now().minusSeconds(60)));
            Path correction = Files.write(
                    directory.resolve("correction"),
                    Files.readAllLines(synthea.resolve("providers.csv")).subList(0, 2));
            Files.move(other, watched.resolve("organizations.csv"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(correction, watched.resolve("providers-2.csv"));
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(topic.visible("raw-doctors"))
                    .hasSize(12 + 12 + 1));
        }

        List<ConsumerRecord<byte[], byte[]>> rows = topic.committed("raw-doctors");
        assertThat(Provenance.from(rows.get(24).headers()).orElseThrow().file()).isEqualTo("providers-2.csv");
    }

    @Test
    void triesAFileAgainWhenWhatItLooksUpIsWhole() throws IOException, InterruptedException {
        Path synthea = Path.of("src", "test", "resources", "synthea");
        String organizations = Files.readString(synthea.resolve("organizations.csv"));
        Files.writeString(
                watched.resolve("organizations.csv"), organizations.substring(0, organizations.lastIndexOf(',')));
        Files.copy(synthea.resolve("providers.csv"), watched.resolve("providers.csv"));
        try (ProducerProcess producer = watch("--retry-every", "PT0.1S", "--mapping", "../mappings/synthea.yml")) {
            awaitLine(producer, "providers.csv: failed: it looks values up in organizations.csv");
            Files.writeString(watched.resolve("organizations.csv"), organizations);
            awaitLine(producer, "providers.csv: sent 12 rows");
            assertThat(producer.output()).containsOnlyOnce("failed");
        }
        assertThat(topic.committed("raw-doctors")).hasSize(12);
    }
}
