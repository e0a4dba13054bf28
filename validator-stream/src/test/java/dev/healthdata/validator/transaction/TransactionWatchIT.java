package dev.healthdata.validator.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import org.slf4j.LoggerFactory;

/** What Kafka has left open is ended, and nothing else. */
class TransactionWatchIT {
    private static final String APPLICATION = "watched";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** And than the second one that it takes. */
    private static final Duration LONGER_THAN_A_LOOK = Duration.ofSeconds(20);

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

        List<String> log = logOf(this::look);

        assertThat(committedUpTo(RAW)).isZero();
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("a transaction is committed, but raw-doctors-0 does not know it from offset 0 on")
                .contains("docs/operations.md");
    }

    /** As the validator does, whose id is the same after a restart: its coordinator does not tell of the commit any more. */
    @Test
    void leavesItAloneAlsoWhenItsProducerHasBegunAnew() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, OTHER);
            LeftOpen.of(RAW, id, RECORD);
            producer.commitTransaction();
        }
        Awaitility.await().atMost(PATIENCE).until(() -> committedUpTo(OTHER) == 2);
        try (TransactionWatch watch = TransactionWatch.start(APPLICATION, kafka.client());
                KafkaProducer<byte[], byte[]> next = producer()) {
            assertThat(watch).isNotNull();
            next.initTransactions();

            Awaitility.await()
                    .during(LONGER_THAN_A_LOOK)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> committedUpTo(RAW) == 0);
        }
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

    private static List<String> logOf(Runnable action) {
        Logger logger = (Logger) LoggerFactory.getLogger(TransactionWatch.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            action.run();
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
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
