package dev.healthdata.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pauses between rows, which no transaction may be open for. */
class PaceIT {
    private final TestKafka kafka = TestKafka.shared();
    private final RawTopic topic = new RawTopic(kafka);

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        ProducerProcess.reset(1);
    }

    @Test
    void commitsWhatWasSentWhileTheNextRowWaitsAndLeavesWhenAsked() throws IOException, InterruptedException {
        Path file = directory.resolve("visits.csv");
        Files.writeString(
                file, VisitsFile.HEADER + "\nV1,P1,D1,2020-01-01,,\nV2,P1,D1,2020-01-01,,\nV3,P1,D1,2024-01-01,,\n");
        try (ProducerProcess producer = start(file, "--speed", "86400")) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> topic.visible("raw-visits").size() == 2);
            producer.terminate();
            assertThat(producer.await()).as(producer.output()).isEqualTo(143);
        }
        assertThat(topic.records("raw-visits")).containsExactly(1L, 2L);

        try (ProducerProcess producer = start(file)) {
            assertThat(producer.await()).isZero();
            assertThat(producer.output()).contains("resumed after 2");
        }
        assertThat(topic.records("raw-visits")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void sendsEveryRowOnceWhenFewFitATransaction() throws IOException, InterruptedException {
        Path file = VisitsFile.write(directory.resolve("visits.csv"), 12);

        try (ProducerProcess producer = start(file, "--rate", "4/s")) {
            assertThat(producer.await()).isZero();
        }

        assertThat(topic.records("raw-visits")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    private ProducerProcess start(Path file, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("replay", "--bootstrap-server", kafka.bootstrapServers(), file.toString()));
        arguments.addAll(List.of(more));
        return ProducerProcess.start(directory.resolve("producer.log"), arguments.toArray(new String[0]));
    }
}
