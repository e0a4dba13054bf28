package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The database was lost, and Kafka knows how far it had been. */
class EmptyDatabaseIT extends SinkTestCase {
    @Test
    void isFilledFromTheBeginningOfTheTopics() throws Exception {
        try (SinkFixture alone = new SinkFixture(sql)) {
            alone.start();
            alone.topics.write(() -> {
                alone.topics.patient("P1", "one", 1);
                alone.topics.doctor("D1", 2);
            });
            alone.awaitWritten();
            alone.stop();
            alone.topics.write(() -> alone.topics.visit("V1", "P1", "D1", 3));
            sql.reset();

            alone.start();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(alone.versions("visits")).containsExactly("V1=3"));
            assertThat(alone.versions("patients")).isEqualTo(List.of("P1=1"));
        }
    }
}
