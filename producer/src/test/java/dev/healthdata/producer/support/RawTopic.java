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

/** What is committed to a topic. */
public final class RawTopic {
    private final TestKafka kafka;

    public RawTopic(TestKafka kafka) {
        this.kafka = kafka;
    }

    public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
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
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(messages::add);
            }
            return messages;
        }
    }

    /** Numbers of the file's rows on a topic, in order. */
    public List<Long> records(String topic) {
        return committed(topic).stream()
                .map(message -> Provenance.from(message.headers()).orElseThrow().record())
                .sorted()
                .toList();
    }

    /** The latest books of each content. */
    public Map<String, IngestProgress> progress() {
        Map<String, IngestProgress> books = new HashMap<>();
        committed(Topics.INGEST_PROGRESS)
                .forEach(message ->
                        books.put(new String(message.key(), UTF_8), IngestProgressJson.decode(message.value())));
        return books;
    }

    public static String key(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.key(), UTF_8);
    }

    public static String check(ConsumerRecord<byte[], byte[]> message) {
        return SourceError.from(message.headers()).map(SourceError::check).orElse("");
    }
}
