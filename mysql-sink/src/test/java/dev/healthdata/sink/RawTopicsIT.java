package dev.healthdata.sink;

import static org.awaitility.Awaitility.await;

import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Topics that a broker does not know of yet. */
class RawTopicsIT extends SinkTestCase {
    private final String topic = "raw-late-" + System.nanoTime();

    @Test
    void oneBrokerThatDoesNotKnowATopicIsNotBelievedAtOnce() throws Exception {
        try (Admin admin = Admin.create(TestKafka.shared().client())) {
            try {
                fixture.start(fixture.with(Map.of(), Duration.ofMinutes(2)));
                refuse("P1", 0);
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> topics.deadLetters().isEmpty());
                // Long before the patience is over: it was seen to be there.
                admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
                awaitLetter("P1");

                refuse("P2", 1);
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> !topics.deadLetters().containsKey("P2"));
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                        .all()
                        .get();
                awaitLetter("P2");
            } finally {
                fixture.stop();
                // It is not there where the test failed, and to say so would hide why.
                var unused = admin.deleteTopics(List.of(topic));
            }
        }
    }

    private void refuse(String id, int partition) {
        RawOrigin raw = new RawOrigin(topic, partition, 0);
        topics.write(() -> topics.row("patients", 1, raw, id, "x".repeat(201), "F", "1980-02-29", null, null));
    }

    private void awaitLetter(String id) {
        await().atMost(Duration.ofSeconds(30)).until(() -> topics.deadLetters().containsKey(id));
    }
}
