package dev.healthdata.sink.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Commits how far the partitions are written: to the first record that is not, else to the consumer's position, which
 * also moves past the markers of transactions. A commit that is lost costs a replay, and nothing else.
 */
final class Positions {
    private final Consumer<?, ?> consumer;
    private final Pending pending;
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    Positions(Consumer<?, ?> consumer, Pending pending) {
        this.consumer = consumer;
        this.pending = pending;
    }

    void commit() {
        Map<TopicPartition, OffsetAndMetadata> moved = moved(consumer.assignment());
        if (!moved.isEmpty()) {
            consumer.commitAsync(moved, (offsets, error) -> {
                if (error != null) {
                    committed.keySet().removeAll(offsets.keySet());
                }
            });
        }
    }

    /** For partitions that are about to be given away. */
    void commitNow(Collection<TopicPartition> partitions) {
        try {
            Map<TopicPartition, OffsetAndMetadata> moved = moved(partitions);
            if (!moved.isEmpty()) {
                commitSync(moved);
            }
        } catch (KafkaException e) {
            // They are somebody else's already, who reads again what is written already.
            committed.keySet().removeAll(partitions);
        }
    }

    private void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets);
        } catch (WakeupException e) {
            // The call to stop; it is heeded after this.
            consumer.commitSync(offsets);
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        committed.keySet().removeAll(partitions);
    }

    private Map<TopicPartition, OffsetAndMetadata> moved(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        Map<TopicPartition, Long> unwritten = pending.firstOffsets();
        for (TopicPartition partition : partitions) {
            Long first = unwritten.get(partition);
            OptionalLong written = first == null ? position(partition) : OptionalLong.of(first);
            written.ifPresent(offset -> {
                Long before = committed.put(partition, offset);
                if (before == null || before != offset) {
                    moved.put(partition, new OffsetAndMetadata(offset));
                }
            });
        }
        return moved;
    }

    /**
     * Empty where the client does not know it at once, as of a partition that has had no leader yet. To wait for that would
     * be to commit nothing of the others.
     */
    private OptionalLong position(TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException | WakeupException e) {
            // Only somebody who does not know the position is woken: by the call to stop, which is heeded after this.
            return OptionalLong.empty();
        }
    }
}
