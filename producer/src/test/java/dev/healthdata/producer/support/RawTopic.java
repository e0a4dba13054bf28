package dev.healthdata.producer.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.SourceError;
import dev.healthdata.records.json.IngestProgressJson;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.topic.Topics;
import dev.healthdata.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is committed to topics. */
public final class RawTopic {
    private final TestKafka kafka;

    public RawTopic(TestKafka kafka) {
        this.kafka = kafka;
    }

    /** All of it, once no transaction is under way: what is committed may become visible a moment after its commit. */
    public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return committed(topic, "read_uncommitted");
    }

    /** What is visible of a topic to which somebody writes. */
    public List<ConsumerRecord<byte[], byte[]>> visible(String topic) {
        return committed(topic, "read_committed");
    }

    private List<ConsumerRecord<byte[], byte[]>> committed(String topic, String ending) {
        Map<String, Object> settings = kafka.client();
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = ends(partitions, ending);
            List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(messages::add);
            }
            return messages;
        }
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, String ending) {
        Map<String, Object> settings = kafka.client();
        settings.put("isolation.level", ending);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions);
        }
    }

    /** Numbers of the file's rows on a topic, in order. */
    public List<Long> records(String topic) {
        return committed(topic).stream()
                .map(message -> Provenance.from(message.headers()).orElseThrow().record())
                .sorted()
                .toList();
    }

    /** The latest books of each content, once no transaction is under way. */
    public Map<String, IngestProgress> progress() {
        return books(committed(Topics.INGEST_PROGRESS));
    }

    /** The latest visible books of each content. */
    public Map<String, IngestProgress> visibleProgress() {
        return books(visible(Topics.INGEST_PROGRESS));
    }

    private static Map<String, IngestProgress> books(List<ConsumerRecord<byte[], byte[]>> messages) {
        Map<String, IngestProgress> books = new HashMap<>();
        messages.forEach(
                message -> books.put(new String(message.key(), UTF_8), IngestProgressJson.decode(message.value())));
        return books;
    }

    public static String key(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.key(), UTF_8);
    }

    public static String check(ConsumerRecord<byte[], byte[]> message) {
        return SourceError.from(message.headers()).map(SourceError::check).orElse("");
    }
}
