package dev.healthdata.benchmark.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees probes become clean. */
final class CleanWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Takes what is added from now on. */
    CleanWatch(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("max.poll.records", 5_000);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of("visits", "lab_reports")
                .flatMap(table -> consumer.partitionsFor(Tables.named(table).cleanTopic()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Returns when all are clean, or the thread is interrupted. */
    void run(FeedRows rows, Probes probes) {
        while (!probes.allClean() && !Thread.currentThread().isInterrupted()) {
            var records = consumer.poll(POLL);
            long now = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String id = new String(record.key(), UTF_8);
                if (id.startsWith(rows.probePrefix())) {
                    probes.clean(id, new TopicPartition(record.topic(), record.partition()), record.offset(), now);
                }
            }
        }
    }

    /** To be called when no other thread runs it. */
    @Override
    public void close() {
        consumer.close();
    }
}
