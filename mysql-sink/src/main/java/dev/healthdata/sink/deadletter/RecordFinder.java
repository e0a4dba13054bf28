package dev.healthdata.sink.deadletter;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Fetches records again, those of one partition in the order in which they lie there. */
final class RecordFinder implements AutoCloseable {
    /** Records that are read over; a seek throws away what was fetched already. */
    private static final int NEAR = 1_000;

    /** Single records are wanted: a mebibyte for each, as is usual, would be fetched for nothing. */
    private static final int FETCH_BYTES = 128 << 10;

    private static final Duration ASK_AGAIN = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration patience;
    /** Those that all answers of a while lacked: there is no waiting for them again. */
    private final Set<TopicPartition> lacking = new HashSet<>();

    RecordFinder(Map<String, Object> client, Duration patience) {
        this.patience = patience;
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        // A topic that somebody has removed is not to come back because it was asked for.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The records by their offsets, without those that are not there any more.
     *
     * @throws TimeoutException if Kafka does not tell; another time it may
     */
    Map<Long, ConsumerRecord<byte[], byte[]>> find(TopicPartition partition, Collection<Long> offsets) {
        Map<Long, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        try {
            if (!exists(partition)) {
                return found;
            }
            consumer.assign(List.of(partition));
            NavigableSet<Long> wanted = within(partition, offsets);
            long position = Long.MAX_VALUE;
            while (!wanted.isEmpty()) {
                long first = wanted.first();
                if (position > first || position < first - NEAR) {
                    consumer.seek(partition, first);
                }
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(patience);
                position = consumer.position(partition);
                if (polled.isEmpty() && position <= first) {
                    throw new TimeoutException("no answer from " + partition);
                }
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    if (wanted.contains(record.offset())) {
                        found.put(record.offset(), record);
                    }
                }
                wanted.headSet(position).clear();
            }
        } catch (InvalidOffsetException | InvalidTopicException e) {
            // What the topic has lost meanwhile is not there any more.
            return found;
        }
        return found;
    }

    /**
     * Where a partition that is none begins is asked again and again, until time is up, as if it had no leader. That there is
     * none is believed when all answers of a while say so: a broker that has just started does not know of all topics yet.
     */
    private boolean exists(TopicPartition partition) {
        long start = System.nanoTime();
        List<PartitionInfo> known = consumer.partitionsFor(partition.topic());
        while (known.stream().noneMatch(each -> each.partition() == partition.partition())) {
            if (lacking.contains(partition) || System.nanoTime() - start > patience.toNanos()) {
                lacking.add(partition);
                return false;
            }
            pause();
            // The consumer would answer to a question about one topic what it heard minutes ago.
            known = consumer.listTopics().getOrDefault(partition.topic(), List.of());
        }
        lacking.remove(partition);
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** To fetch beyond the ends of a topic is answered late, and with an exception. */
    private NavigableSet<Long> within(TopicPartition partition, Collection<Long> offsets) {
        long beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        NavigableSet<Long> within = new TreeSet<>(offsets);
        within.headSet(beginning).clear();
        within.tailSet(end).clear();
        return within;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
