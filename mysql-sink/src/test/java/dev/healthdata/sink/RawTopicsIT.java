package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Topics that a broker does not know of yet. */
class RawTopicsIT extends SinkTestCase {
    private final String topic = "raw-late-" + System.nanoTime();

    @Test
    void oneBrokerThatDoesNotKnowATopicIsNotBelievedAtOnce() throws Exception {
        try (Admin admin = Admin.create(TestKafka.shared().client())) {
            try {
                fixture.start(fixture.with(Map.of(), Duration.ofMinutes(1)));
                refuse("P1", 0);
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> topics.deadLetters().isEmpty());
                admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
                send(0, "as it came");
                fixture.awaitWritten();
                assertThat(topics.deadLetters().get("P1").value())
                        .asString(UTF_8)
                        .isEqualTo("as it came");

                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                        .all()
                        .get();
                send(1, "in another partition");
                refuse("P2", 1);
                fixture.awaitWritten();
                assertThat(topics.deadLetters().get("P2").value())
                        .asString(UTF_8)
                        .isEqualTo("in another partition");
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

    private void send(int partition, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                TestKafka.shared().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, null, value.getBytes(UTF_8)))
                    .get();
        }
    }
}
