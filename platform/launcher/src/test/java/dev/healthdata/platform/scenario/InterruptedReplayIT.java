package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.deadletters.TestLetters;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody presses Ctrl-C while a replay waits for the validator. */
class InterruptedReplayIT {
    private static final Table DOCTORS = Tables.named("doctors");

    @TempDir
    private Path directory;

    @Test
    void jsonIsWholeAndTellsOfRowsThatWereSentAndNotHeardOf() throws Exception {
        TestKafka kafka = TestKafka.shared();
        kafka.reset(1);
        TestLetters.open(kafka, DOCTORS, "D1", Stage.VALIDATE);
        Healthcare replay = Healthcare.start(
                directory.resolve("output"),
                Map.of(),
                List.of("dead-letters", "replay", "--json", "--bootstrap-server", kafka.bootstrapServers()));
        try (TopicReader reader = new TopicReader(kafka.client())) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> reader.ends(reader.partitions(List.of(DOCTORS.rawTopic()))).values().stream()
                            .anyMatch(end -> end > 0));
        }
        replay.launcher().destroy();

        assertThat(replay.await()).isNotZero();
        JsonNode json = new ObjectMapper().readTree(replay.printed());
        assertThat(json.at("/rows/0/key").asText()).isEqualTo("D1");
        assertThat(json.at("/rows/0/outcome").asText()).isEqualTo("undecided");
        assertThat(json.at("/failure").asText()).startsWith("interrupted");
    }
}
