package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.platform.books.CleanEnds;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import dev.healthdata.testing.TestSql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is waited for while rows go on flowing. */
class CatchUpIT {
    private static final String SINK = "mysql-sink";
    private static final TopicPartition PATIENTS =
            new TopicPartition(Tables.named("patients").cleanTopic(), 0);
    private static final TopicPartition VISITS =
            new TopicPartition(Tables.named("visits").cleanTopic(), 0);

    private final TestKafka kafka = TestKafka.shared();
    private Admin admin;

    @TempDir
    private Path processed;

    @BeforeEach
    void reset() {
        kafka.reset(1);
        admin = Admin.create(kafka.client());
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void rowsThatCameLaterDoNotCountAsThoseThatItIsBehind() throws Exception {
        send(VISITS);
        commit(VISITS, 0);

        CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::awaitDatabase);
        for (int i = 1; i <= 4; i++) {
            send(PATIENTS);
            commit(PATIENTS, i * 10L);
            assertThatThrownBy(() -> waiting.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
        commit(VISITS, 10);

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void whatIsStillLackingWhenPatienceEndsIsTold() throws Exception {
        send(VISITS);
        send(PATIENTS);
        commit(VISITS, 3);
        commit(PATIENTS, 12); // of a topic that was longer

        try (TopicReader reader = new TopicReader(kafka.client())) {
            CatchUp impatient = new CatchUp(new CleanEnds(reader, admin, SINK, processed), Duration.ZERO);

            assertThat(impatient.awaitDatabase()).isEqualTo(7);
        }
    }

    @Test
    void anAuditThatDidNotWaitForAllRowsSaysSoBeforeItNamesThoseThatAreMissing() throws Exception {
        TestSql sql = TestSql.shared();
        sql.reset();
        Table patients = Tables.named("patients");
        admin.createTopics(List.of(new NewTopic(Tally.changelog("validator", patients), 1, (short) 1)))
                .all()
                .get();
        Fields row = Fields.of(patients, Arrays.asList("P1", "name", "F", "1990-01-01", null, "Rome"));
        send(new ProducerRecord<>(PATIENTS.topic(), "P1".getBytes(UTF_8), CleanJson.encode(row, 7)));
        try (TopicReader reader = new TopicReader(kafka.client())) {
            CatchUp impatient = new CatchUp(new CleanEnds(reader, admin, SINK, processed), Duration.ZERO);

            AuditReport report = new Audit(reader, sql.account(), processed, "validator", impatient).run();

            assertThat(report.differences())
                    .hasSizeGreaterThan(1)
                    .first()
                    .asString()
                    .contains("may only be late", "1 clean records behind", "audit again");
        }
    }

    private void awaitDatabase() {
        try (TopicReader reader = new TopicReader(kafka.client())) {
            CatchUp patient = new CatchUp(new CleanEnds(reader, admin, SINK, processed), Duration.ofMinutes(2));
            assertThat(patient.awaitDatabase()).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ten records. */
    private void send(TopicPartition partition) throws Exception {
        for (int i = 0; i < 10; i++) {
            send(new ProducerRecord<>(partition.topic(), partition.partition(), new byte[1], new byte[0]));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private void commit(TopicPartition partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(SINK, Map.of(partition, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
