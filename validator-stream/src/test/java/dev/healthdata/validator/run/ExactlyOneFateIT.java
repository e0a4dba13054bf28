package dev.healthdata.validator.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactlyOneFateIT {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final TestKafka kafka = TestKafka.shared();

    @BeforeEach
    void reset() {
        kafka.reset(PARTITIONS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holdsInWhateverOrderTheTablesCome(boolean parentsFirst) {
        Feed feed = new Feed(7, 300, 50, 900, 600);
        List<List<Row>> tables = new ArrayList<>(feed.byTable());
        if (!parentsFirst) {
            Collections.reverse(tables);
        }
        List<Row> rows = tables.stream().flatMap(List::stream).toList();
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            send(rows);
            validator.start();
            validator.awaitReady();
            awaitQuiet(rows.size());
            validator.endOfInput();
            awaitAllReported();

            assertOneFate(feed, rows.size());
        }
    }

    @Test
    void holdsWhenTheValidatorIsKilledAgainAndAgain() {
        long seed = Long.getLong("seed", 20_260_101L);
        Random random = new Random(seed);
        Feed feed = new Feed(seed, 1_000, 100, 3_000, 2_000);
        List<Row> rows = feed.mixed();
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            int sent = 0;
            for (int kills = 0; kills < 4; kills++) {
                validator.start();
                int more = rows.size() / 5;
                send(rows.subList(sent, sent + more));
                sent += more;
                validator.awaitReady();
                Awaitility.await()
                        .pollDelay(Duration.ofMillis(random.nextInt(1_500)))
                        .until(() -> true);
                validator.kill();
            }
            send(rows.subList(sent, rows.size()));
            validator.start();
            validator.awaitReady();
            awaitQuiet(rows.size());
            validator.endOfInput();
            awaitAllReported();

            assertOneFate(feed, rows.size());
        }
    }

    /**
     * In a transaction, as the platform's producer sends them. An idempotent producer without one can hang on a topic that
     * was just made: when its first batch comes before the partition is ready and its second after, the broker takes the
     * second as a beginning, and waits for ever for what follows it (KIP-890 closes this gap for transactions).
     */
    private void send(List<Row> rows) {
        Map<String, Object> properties = kafka.client();
        properties.put("linger.ms", "5");
        properties.put("transactional.id", "rows-of-" + directory.getFileName());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            long line = 1;
            for (Row row : rows) {
                // The commit fails if one of them did.
                var unused = producer.send(row.record(line++));
            }
            producer.commitTransaction();
        }
    }

    /** All rows were taken and no question or answer is under way: two equal readings tell, as the launcher does. */
    private static void awaitQuiet(int rows) {
        AtomicReference<Map<TopicPartition, Tally>> before = new AtomicReference<>();
        try (Committed committed = new Committed()) {
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                Map<TopicPartition, Tally> now = committed.tallies();
                Map<TopicPartition, Tally> last = before.getAndSet(now);
                Tally total = Committed.total(now);
                assertThat(total.rows()).as("rows taken, of %s", now).isEqualTo(rows);
                assertThat(total.received()).as("received").isEqualTo(total.sent());
                assertThat(now).as("second reading").isEqualTo(last);
            });
        }
    }

    private static void awaitAllReported() {
        try (Committed committed = new Committed()) {
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                Tally total = Committed.total(committed.tallies());
                assertThat(total.overdue()).as("overdue").isEqualTo(total.waiting());
                assertThat(total.received()).as("received").isEqualTo(total.sent());
            });
        }
    }

    private static void assertOneFate(Feed feed, int rows) {
        Map<String, List<String>> clean = new HashMap<>();
        Map<String, String> deadLetters = new HashMap<>();
        int cleanRecords = 0;
        try (Committed committed = new Committed()) {
            for (Table table : Tables.all()) {
                List<ConsumerRecord<byte[], byte[]>> records = committed.records(table.cleanTopic());
                cleanRecords += records.size();
                readClean(table, records, clean);
                committed.records(table.deadLetterTopic()).forEach(record -> readDeadLetter(record, deadLetters));
            }
            Tally total = Committed.total(committed.tallies());
            Feed.Outcome expected = feed.outcome();

            assertThat(clean).containsAllEntriesOf(expected.clean());
            assertThat(clean.keySet()).isEqualTo(expected.clean().keySet());
            assertThat(deadLetters).isEqualTo(expected.deadLetters());
            assertThat(total.rows()).isEqualTo(rows);
            assertThat(total.clean()).isEqualTo(cleanRecords);
            assertThat(total.openDeadLetters()).isEqualTo(deadLetters.size());
            assertThat(total.sent()).isEqualTo(total.received());
        }
    }

    private static void readClean(
            Table table, List<ConsumerRecord<byte[], byte[]>> records, Map<String, List<String>> clean) {
        Map<String, Long> versions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            CleanJson.Clean row = CleanJson.decode(table, record.value());
            String id = new String(record.key(), UTF_8);
            assertThat(row.version()).as("version of a later record").isGreaterThan(versions.getOrDefault(id, 0L));
            versions.put(id, row.version());
            clean.put(id, row.fields().values());
        }
    }

    private static void readDeadLetter(ConsumerRecord<byte[], byte[]> record, Map<String, String> deadLetters) {
        String key = new String(record.key(), UTF_8);
        if (record.value() == null) {
            deadLetters.remove(key);
        } else {
            deadLetters.put(
                    key, DeadLetter.from(record.headers()).orElseThrow().stage().name());
        }
    }
}
