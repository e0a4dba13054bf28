package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CutIT {
    private static final Table DOCTORS = Tables.named("doctors");

    private final TestKafka kafka = TestKafka.shared();

    @BeforeEach
    void reset() {
        kafka.reset(1);
    }

    @Test
    void knowsOfRowsThatTheDatabaseRefusesBehindItAndOfNoOtherLetterThatCameSince() throws Exception {
        makeTheValidatorsTopics();
        say("D1", false);
        try (TopicReader reader = new TopicReader(kafka.client())) {
            Cut cut = Cut.take(reader, "validator-stream");
            say("D2", false);
            say("D3", true);

            cut.noteRefusals(reader);
            say("D4", true);

            List<String> read = new ArrayList<>();
            cut.readLetters(reader, DOCTORS, (key, each) -> read.add(key.id()));
            assertThat(read).containsExactly("D1", "D3");
        }
    }

    @Test
    void isNotTakenOfTopicsThatKafkaDoesNotShow() throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            admin.deleteTopics(List.of(DOCTORS.cleanTopic())).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(DOCTORS.cleanTopic()));
        }

        assertThatThrownBy(this::take)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Kafka does not show clean-doctors:");
    }

    @Test
    void isNotTakenOfRowsThatAValidatorHasTakenWhoseLedgerCannotBeSeen() throws Exception {
        send(DOCTORS.rawTopic(), "D1".getBytes(UTF_8));
        send(DOCTORS.cleanTopic(), "D1".getBytes(UTF_8));

        assertThatThrownBy(this::take)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Tally.changelog("validator-stream", DOCTORS))
                .hasMessageNotContaining("patients");
    }

    @Test
    void isTakenBeforeAValidatorHasBegun() throws Exception {
        send(DOCTORS.rawTopic(), "D1".getBytes(UTF_8));

        assertThat(take().taken(DOCTORS, 0)).isEqualTo(-1);
    }

    private Cut take() throws InterruptedException {
        try (TopicReader reader = new TopicReader(kafka.client())) {
            return Cut.take(reader, "validator-stream");
        }
    }

    private void makeTheValidatorsTopics() throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            String tallies = Tally.changelog("validator-stream", DOCTORS);
            admin.createTopics(List.of(new NewTopic(tallies, 1, (short) 1)))
                    .all()
                    .get();
            await().until(() -> admin.listTopics().names().get().contains(tallies));
        }
    }

    private void say(String id, boolean refused) throws Exception {
        send(DOCTORS.deadLetterTopic(), new LetterKey(id, refused).bytes());
    }

    private void send(String topic, byte[] key) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, "{}".getBytes(UTF_8)))
                    .get();
        }
    }
}
