package dev.healthdata.sink.consume;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
        Map<TopicPartition, OffsetAndMetadata> moved = moved(partitions);
        if (!moved.isEmpty()) {
            try {
                commitSync(moved);
            } catch (KafkaException e) {
                // They are somebody else's already, who reads again what is written already.
                committed.keySet().removeAll(moved.keySet());
            }
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
            long written = first == null ? consumer.position(partition) : first;
            Long before = committed.put(partition, written);
            if (before == null || before != written) {
                moved.put(partition, new OffsetAndMetadata(written));
            }
        }
        return moved;
    }
}
