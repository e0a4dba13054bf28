package dev.healthdata.benchmark.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Records that the producer sent, as lines for kafka-producer-perf-test, which sends nothing but values: key, headers and
 * value of each in one line, so that as many bytes that compress alike are sent.
 */
final class SampleRecords {
    private static final int COUNT = 20_000;
    private static final Duration POLL = Duration.ofSeconds(10);

    private SampleRecords() {}

    static void write(Path file, String bootstrapServers) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "max.poll.records",
                COUNT);
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                OutputStream out = Files.newOutputStream(file)) {
            List<TopicPartition> first = List.of(new TopicPartition(Work.TOPIC, 0));
            consumer.assign(first);
            consumer.seekToBeginning(first);
            int written = 0;
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                out.write(line(message));
                written++;
            }
            if (written == 0) {
                throw new IllegalStateException("the producer sent nothing");
            }
        }
    }

    private static byte[] line(ConsumerRecord<byte[], byte[]> message) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.write(message.key());
        for (Header header : message.headers()) {
            line.write(header.key().getBytes(StandardCharsets.UTF_8));
            line.write(header.value());
        }
        line.write(message.value());
        line.write('\n');
        return line.toByteArray();
    }
}
