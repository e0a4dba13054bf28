package dev.healthdata.validator.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What became of the rows that a test sent. */
final class Fates {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Fates() {}

    /** All rows were taken and no question or answer is under way: two equal readings tell, as the launcher does. */
    static void awaitQuiet(int rows) {
        AtomicReference<Map<TopicPartition, Tally>> before = new AtomicReference<>();
        try (Committed committed = new Committed()) {
            Committed.await(PATIENCE).untilAsserted(() -> {
                Map<TopicPartition, Tally> now = committed.tallies();
                Map<TopicPartition, Tally> last = before.getAndSet(now);
                Tally total = Committed.total(now);
                assertThat(total.rows()).as("rows taken, of %s", now).isEqualTo(rows);
                assertThat(total.received()).as("received").isEqualTo(total.sent());
                assertThat(now).as("second reading").isEqualTo(last);
            });
        }
    }

    /** Some of the rows after these were taken. */
    static void awaitMoreThan(int rows) {
        try (Committed committed = new Committed()) {
            Committed.await(PATIENCE).untilAsserted(() -> assertThat(
                            Committed.total(committed.tallies()).rows())
                    .isGreaterThan(rows));
        }
    }

    static void awaitAllReported() {
        try (Committed committed = new Committed()) {
            Committed.await(PATIENCE).untilAsserted(() -> {
                Tally total = Committed.total(committed.tallies());
                assertThat(total.overdue()).as("overdue").isEqualTo(total.waiting());
                assertThat(total.received()).as("received").isEqualTo(total.sent());
            });
        }
    }

    /** Compares the topics with what a feed says must be, and follows each raw record. */
    static void assertOneFate(Feed.Outcome expected, int rows) {
        Map<String, List<String>> clean = new HashMap<>();
        Map<String, String> deadLetters = new HashMap<>();
        int cleanRecords = 0;
        try (Committed committed = new Committed()) {
            for (Table table : Tables.all()) {
                List<ConsumerRecord<byte[], byte[]>> records = committed.records(table.cleanTopic());
                cleanRecords += records.size();
                readClean(table, records, clean);
                deadLetters.putAll(openDeadLetters(table, committed));
                RawFates each = new RawFates(table, committed);
                each.assertNoneTwice();
                each.assertNoneMissing();
            }
            Tally total = Committed.total(committed.tallies());

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

    /** Stage and rules by key. */
    private static Map<String, String> openDeadLetters(Table table, Committed committed) {
        Map<String, String> open = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : committed.records(table.deadLetterTopic())) {
            String key = new String(record.key(), UTF_8);
            if (record.value() == null) {
                open.remove(key);
            } else {
                DeadLetter letter = DeadLetter.from(record.headers()).orElseThrow();
                open.put(key, letter.stage() + " " + letter.rules());
            }
        }
        return open;
    }

    /** Stage and rules of all that is left to do, by key. */
    static Map<String, String> openDeadLetters() {
        Map<String, String> open = new HashMap<>();
        try (Committed committed = new Committed()) {
            Tables.all().forEach(table -> open.putAll(openDeadLetters(table, committed)));
        }
        return open;
    }
}
