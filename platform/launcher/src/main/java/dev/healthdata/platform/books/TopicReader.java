package dev.healthdata.platform.books;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of whole topics, without a group. For use by one thread. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private static final long LOOK_AGAIN_MILLIS = 20;

    /** Longer than any transaction of ours may stay open, so also than one whose producer was killed. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(2);

    private final Map<String, Object> properties;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param client Kafka client properties, at least {@code bootstrap.servers} */
    public TopicReader(Map<String, Object> client) {
        this.properties = new HashMap<>(client);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        // The default of 500 ms would make each reading of a quiet topic wait as long.
        properties.put("fetch.max.wait.ms", "50");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of the same Kafka, for another thread. */
    public TopicReader another() {
        return new TopicReader(properties);
    }

    /** The partitions of those of these topics that exist. */
    public List<TopicPartition> partitions(Collection<String> topics) {
        Map<String, List<PartitionInfo>> all = consumer.listTopics();
        return topics.stream()
                .flatMap(topic -> all.getOrDefault(topic, List.of()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /**
     * Where the partitions end once every transaction that is under way now has ended in them. A transaction becomes visible
     * in each of its partitions at another moment, and its producer hears of the commit before any (KIP-98), so what is
     * {@link #ends visible} may lack records that are known to be committed.
     *
     * @throws TimeoutException if a transaction stays open for minutes
     */
    public Map<TopicPartition, Long> settledEnds(Collection<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, Long> settled = logEnds(partitions);
        Instant deadline = Instant.now().plus(LONGEST_TRANSACTION);
        while (true) {
            Map<TopicPartition, Long> visible = consumer.endOffsets(partitions);
            List<TopicPartition> open = partitions.stream()
                    .filter(partition -> visible.get(partition) < settled.get(partition))
                    .toList();
            if (open.isEmpty()) {
                return settled;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("a transaction does not end in " + open);
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** Whatever transaction is open. Only another consumer can tell, and few readers ask. */
    private Map<TopicPartition, Long> logEnds(Collection<TopicPartition> partitions) {
        Map<String, Object> uncommitted = new HashMap<>(properties);
        uncommitted.put("isolation.level", "read_uncommitted");
        try (KafkaConsumer<byte[], byte[]> log =
                new KafkaConsumer<>(uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return log.endOffsets(partitions);
        }
    }

    /** Where visible records end now. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /**
     * Gives every committed record from the starts to where the partitions end at the call.
     *
     * @param starts the first offset of each partition
     * @return where it stopped, the starts of the next reading
     */
    public Map<TopicPartition, Long> read(
            Map<TopicPartition, Long> starts, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        if (starts.isEmpty()) {
            return Map.of();
        }
        poll(starts, consumer.endOffsets(starts.keySet()), action);
        Map<TopicPartition, Long> stopped = new HashMap<>();
        starts.keySet().forEach(partition -> stopped.put(partition, consumer.position(partition)));
        return stopped;
    }

    /**
     * Gives every committed record from the starts to the ends, and none behind these: a cut through topics that go on.
     *
     * @param ends as {@link #ends} or {@link #settledEnds} gave them, of the same partitions
     */
    public void readTo(
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> action) {
        if (!starts.isEmpty()) {
            poll(starts, ends, each -> {
                if (each.offset() < ends.get(new TopicPartition(each.topic(), each.partition()))) {
                    action.accept(each);
                }
            });
        }
    }

    private void poll(
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> action) {
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        while (!reached(ends)) {
            consumer.poll(POLL).forEach(action);
        }
    }

    @Override
    public void close() {
        ClientClose.uninterrupted(consumer::close);
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
