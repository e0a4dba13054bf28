package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.sink.consume.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseOutageIT {
    @Test
    void aDatabaseThatCrashesAndComesBackCostsNothingButTheTime() throws Exception {
        try (RestartableSql database = RestartableSql.start();
                SinkFixture fixture = new SinkFixture(database.sql())) {
            Load load = new Load(fixture.topics, 7);
            Sink sink = fixture.start();
            load.everything();
            database.crash();
            load.corrections(200);
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.RETRYING);
            database.startAgain();
            load.corrections(200);
            fixture.awaitWritten();

            load.assertStored(fixture);
            assertThat(fixture.topics.deadLetters()).isEmpty();
        }
    }
}
