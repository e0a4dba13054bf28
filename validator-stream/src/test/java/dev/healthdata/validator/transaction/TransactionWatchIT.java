package dev.healthdata.validator.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka has left open is ended, and nothing else. */
class TransactionWatchIT {
    private static final String APPLICATION = "watched";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final TopicPartition RAW = new TopicPartition("raw-doctors", 0);
    private static final TopicPartition OTHER = new TopicPartition("raw-doctors", 1);
    private static final SimpleRecord RECORD = new SimpleRecord("{}".getBytes(UTF_8));

    private final TestKafka kafka = TestKafka.shared();
    private final String id = "rows-" + UUID.randomUUID();
    private Admin admin;

    @BeforeEach
    void reset() {
        kafka.reset(2);
        admin = Admin.create(kafka.client());
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void endsWhatItsCoordinatorIsDoneWith() throws Exception {
        LeftOpen.in(RAW, id, RECORD);
        assertThat(committedUpTo(RAW)).isZero();

        look();

        assertThat(committedUpTo(RAW)).isEqualTo(2);
    }

    @Test
    void endsItAlsoInTheTopicsOfTheValidatorItself() throws Exception {
        TopicPartition changelog = new TopicPartition(APPLICATION + "-doctors-changelog", 0);
        create(changelog.topic());
        LeftOpen.in(changelog, APPLICATION + "-1", RECORD);

        look();

        assertThat(committedUpTo(changelog)).isEqualTo(2);
    }

    @Test
    void leavesOneAloneThatIsInHand() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, RAW);

            look();

            assertThat(committedUpTo(RAW)).isZero();
            producer.commitTransaction();
            awaitCommitted();
        }
    }

    @Test
    void endsWhatAProducerHasLeftElsewhereThatIsAtItsNext() throws Exception {
        LeftOpen.in(OTHER, id, RECORD);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, RAW);

            look();

            assertThat(committedUpTo(OTHER)).isEqualTo(2);
            producer.commitTransaction();
            awaitCommitted();
        }
    }

    /** What is in it is committed elsewhere: to abort it would lose it. */
    @Test
    void leavesOneAloneThatWasCommitted() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, OTHER);
            LeftOpen.of(RAW, id, RECORD);
            producer.commitTransaction();
        }
        Awaitility.await().atMost(PATIENCE).until(() -> committedUpTo(OTHER) == 2);

        look();

        assertThat(committedUpTo(RAW)).isZero();
    }

    @Test
    void leavesTheTopicsOfOthersAlone() throws Exception {
        TopicPartition foreign = new TopicPartition("of-others", 0);
        create(foreign.topic());
        LeftOpen.in(foreign, id, RECORD);
        LeftOpen.in(RAW, "mine-" + id, RECORD);

        look();

        assertThat(committedUpTo(RAW)).isEqualTo(2);
        assertThat(committedUpTo(foreign)).isZero();
    }

    @Test
    void looksAgainWhileItIsOpen() throws Exception {
        try (TransactionWatch watch = TransactionWatch.start(APPLICATION, kafka.client())) {
            assertThat(watch).isNotNull();
            LeftOpen.in(RAW, id, RECORD);

            awaitCommitted();
        }
    }

    /** The coordinator answers before it has told the partitions. */
    private void awaitCommitted() {
        Awaitility.await().atMost(PATIENCE).until(() -> committedUpTo(RAW) == 2);
    }

    private void look() {
        TransactionWatch.start(APPLICATION, kafka.client()).close();
    }

    private void create(String topic) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    /** A record that is over, and the marker behind it, count one each. */
    private long committedUpTo(TopicPartition partition) throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> properties = kafka.client();
        properties.put("transactional.id", id);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, TopicPartition partition) throws Exception {
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[0]))
                .get();
    }
}
