package dev.healthdata.sink.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.observability.Observability;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.Servers;
import dev.healthdata.sink.change.CleanReader;
import dev.healthdata.sink.change.CleanReader.Read;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.Dialect;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.sink.write.BatchWriter;
import dev.healthdata.sink.write.Parent;
import dev.healthdata.testing.TestKafka;
import dev.healthdata.testing.TestSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A writer refuses a newer version of a row while the closer has the older one in its hands. */
class OlderLettersIT {
    private static final Table VISITS = Tables.named("visits");
    private static final Parent PATIENT = new Parent(Tables.named("patients"), "P1", "patient_id");
    private static final Parent DOCTOR = new Parent(Tables.named("doctors"), "D1", "doctor_id");

    private final TestKafka kafka = TestKafka.shared();
    private final TestSql sql = TestSql.shared();
    private final CleanReader reader = new CleanReader();
    private final String id = "V" + System.nanoTime();
    private final SinkDeadLetters deadLetters =
            new SinkDeadLetters(kafka.client(), Duration.ofSeconds(5), new OpenLetters());
    private Database database;
    private Latecomers latecomers;

    @BeforeEach
    void setUp() throws Exception {
        TopicSetup.createMissing(kafka.client(), 3);
        deadLetters.connect();
        sql.reset();
        database = Database.of(
                Servers.settings(sql.account(), 2), Observability.silent().registry());
        Dialect dialect = Dialect.of(sql.query("SELECT VERSION()").get(0).get(0));
        RowStatements statements = new RowStatements(dialect, 2);
        DeletedRows deletedRows = new DeletedRows(dialect, 2);
        latecomers = new Latecomers(
                reader,
                new BatchWriter(database, statements, deletedRows, 2),
                new StoredRows(database, statements, deletedRows),
                kafka.client(),
                Duration.ofSeconds(5));
    }

    @AfterEach
    void tearDown() {
        // The sinks of other tests would see to it.
        deadLetters.close(VISITS, Map.of(id, new SinkLetter(2, 0, 0, 0, Optional.empty())));
        latecomers.close();
        deadLetters.close();
        database.close();
    }

    @Test
    void theLetterOfAnOlderVersionDoesNotTakeThePlaceOfThatOfANewerOne() throws Exception {
        sql.update("INSERT INTO patients (patient_id, name, gender, dob) VALUES ('P1', 'one', 'F', '1980-02-29')");
        SinkLetter first = letter(clean(1));
        List<Refused> late = latecomers.store(VISITS, Map.of(id, first));
        assertThat(late).singleElement().satisfies(row -> assertThat(row.parent())
                .contains(DOCTOR));

        deadLetters.write(List.of(Refused.withIts(PATIENT, row(clean(2)))));
        deadLetters.write(late);

        assertThat(SinkLetter.of(lastLetter().headers()).orElseThrow().version())
                .isEqualTo(2);
    }

    @Test
    void theEndOfAnOlderVersionDoesNotCloseTheLetterOfANewerOne() throws Exception {
        SinkLetter first = letter(clean(1));
        deadLetters.write(List.of(Refused.withIts(PATIENT, row(clean(2)))));
        deadLetters.close(VISITS, Map.of(id, first));

        assertThat(lastLetter().value()).isNotNull();
    }

    @Test
    void theEndOfALetterLiesInItsPartitionWhateverTheClientsPropertiesSay() throws Exception {
        Map<String, Object> client = kafka.client();
        client.put("partitioner.class", RoundRobinPartitioner.class.getName());
        ConsumerRecord<byte[], byte[]> first = clean(1);
        try (SinkDeadLetters scattering = new SinkDeadLetters(client, Duration.ofSeconds(5), new OpenLetters())) {
            scattering.connect();
            scattering.write(List.of(Refused.withIts(PATIENT, row(first))));
            scattering.close(VISITS, Map.of(id, letter(first)));
        }

        List<ConsumerRecord<byte[], byte[]>> letters = letters();
        assertThat(letters).hasSize(2);
        assertThat(letters.get(1).partition()).isEqualTo(letters.get(0).partition());
    }

    private ConsumerRecord<byte[], byte[]> clean(long version) throws Exception {
        byte[] value =
                CleanJson.encode(Fields.of(VISITS, Arrays.asList(id, "P1", "D1", "2024-03-31", null, null)), version);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var place = producer.send(new ProducerRecord<>(VISITS.cleanTopic(), id.getBytes(UTF_8), value))
                    .get();
            return new ConsumerRecord<>(place.topic(), place.partition(), place.offset(), id.getBytes(UTF_8), value);
        }
    }

    private SinkLetter letter(ConsumerRecord<byte[], byte[]> clean) {
        return new SinkLetter(row(clean).version(), clean.partition(), clean.offset(), 0, Optional.of(PATIENT));
    }

    private Upsert row(ConsumerRecord<byte[], byte[]> clean) {
        return (Upsert) ((Read.Changes) reader.read(clean)).change();
    }

    private ConsumerRecord<byte[], byte[]> lastLetter() {
        List<ConsumerRecord<byte[], byte[]>> letters = letters();
        return letters.get(letters.size() - 1);
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(VISITS.deadLetterTopic()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    if (LetterKey.of(letter.key()).equals(new LetterKey(id, true))) {
                        letters.add(letter);
                    }
                }
            }
        }
        return letters;
    }
}
