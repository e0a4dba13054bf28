package dev.healthdata.validator.process;

import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The books as the last committed transaction has left them, read from Kafka. */
final class Tallies {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Tallies() {}

    /**
     * By partition; those that have none are left out.
     *
     * @throws KafkaFailure if Kafka does not give them
     */
    static Map<Integer, Tally> read(Settings settings, Admin admin, Table table, List<Integer> partitions)
            throws ExecutionException, InterruptedException {
        String topic = Tally.changelog(settings.applicationId(), table);
        if (partitions.isEmpty() || !admin.listTopics().names().get().contains(topic)) {
            return Map.of();
        }
        TopicDescription found =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        // Kafka Streams refuses to work with another number than that of the raw topics, and says which.
        List<TopicPartition> changelogs = partitions.stream()
                .filter(partition -> partition < found.partitions().size())
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                committedOnly(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(changelogs);
            consumer.seekToBeginning(changelogs);
            return read(consumer, consumer.endOffsets(changelogs));
        }
    }

    private static Map<Integer, Tally> read(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        Map<Integer, Tally> tallies = new HashMap<>();
        long begin = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new KafkaFailure("Kafka does not give the books in " + ends.keySet(), null);
            }
            consumer.poll(POLL).forEach(entry -> {
                if (entry.value() != null) {
                    tallies.put(entry.partition(), Tally.decode(entry.value()));
                }
            });
        }
        return tallies;
    }

    private static Map<String, Object> committedOnly(Settings settings) {
        Map<String, Object> properties = new HashMap<>(settings.client());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }
}
