package dev.healthdata.benchmark.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.benchmark.measure.Schedule;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A system that writes to the raw topics itself, each row when it is due, in transactions of a tenth of a second. */
final class TopicFeeder implements Feeder {
    private static final Duration TRANSACTION = Duration.ofMillis(100);
    private static final long SHORTEST_SLEEP_NANOS = 200_000;
    private static final String HASH = "0".repeat(64);

    private final Map<String, Object> kafka;

    TopicFeeder(Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    @Override
    public void send(FeedRows rows, Schedule schedule) throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("transactional.id", "bench-" + rows.feed());
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", 10);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            long commitAt = System.nanoTime() + TRANSACTION.toNanos();
            for (long row = 0; row < rows.count(); row++) {
                while (schedule.due(row) > System.nanoTime()) {
                    long wait = Math.min(schedule.due(row), commitAt) - System.nanoTime();
                    TimeUnit.NANOSECONDS.sleep(Math.max(SHORTEST_SLEEP_NANOS, wait));
                    commitAt = commitIfDue(producer, commitAt);
                }
                commitAt = commitIfDue(producer, commitAt);
                // A failure shows when the transaction is committed.
                var unused = producer.send(record(rows, row));
            }
            producer.commitTransaction();
        }
    }

    /** When the next one is due. */
    private static long commitIfDue(KafkaProducer<byte[], byte[]> producer, long commitAt) {
        if (System.nanoTime() < commitAt) {
            return commitAt;
        }
        producer.commitTransaction();
        producer.beginTransaction();
        return System.nanoTime() + TRANSACTION.toNanos();
    }

    private static ProducerRecord<byte[], byte[]> record(FeedRows rows, long row) {
        Table table = rows.table(row);
        List<String> values = rows.values(row);
        RecordHeaders headers = new RecordHeaders();
        new Provenance("feed-" + rows.feed(), HASH, row + 1, row + 2).writeTo(headers);
        byte[] value = RawJson.encode(table.columnNames(), values);
        return new ProducerRecord<>(table.rawTopic(), null, values.get(0).getBytes(UTF_8), value, headers);
    }
}
