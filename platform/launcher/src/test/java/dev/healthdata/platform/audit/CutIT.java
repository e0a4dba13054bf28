package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class CutIT {
    private static final Table DOCTORS = Tables.named("doctors");

    private final TestKafka kafka = TestKafka.shared();

    @Test
    void knowsOfRowsThatTheDatabaseRefusesBehindItAndOfNoOtherLetterThatCameSince() throws Exception {
        kafka.reset(1);
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

    private void say(String id, boolean refused) throws Exception {
        byte[] key = new LetterKey(id, refused).bytes();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(DOCTORS.deadLetterTopic(), key, "{}".getBytes(UTF_8)))
                    .get();
        }
    }
}
