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
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 2);
        });
        fixture.awaitWritten();
        fixture.stop();
        topics.write(() -> topics.visit("V1", "P1", "D1", 3));
        sql.reset();

        fixture.start();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(fixture.versions("visits")).containsExactly("V1=3"));
        assertThat(fixture.versions("patients")).isEqualTo(List.of("P1=1"));
    }
}
