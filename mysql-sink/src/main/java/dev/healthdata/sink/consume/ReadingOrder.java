package dev.healthdata.sink.consume;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.CleanReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Decides which partitions are read now, by pausing the others. */
final class ReadingOrder {
    /** A partition that holds this many rows back reads no more of them, if there are many in all. */
    private static final long MOST_HELD = 5_000;

    /**
     * What is read further on may end the waiting: tombstones of the very rows that wait. So a partition alone, or a few, may
     * hold more.
     */
    private static final long MOST_HELD_IN_ALL = 20_000;

    /** A partition whose lag stays unknown has no leader; that is no reason to stop the rest. */
    private static final Duration UNKNOWN_AT_MOST = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final CleanReader reader;
    private final Backlog backlog;
    private Instant assignedAt = Instant.EPOCH;

    ReadingOrder(Consumer<?, ?> consumer, CleanReader reader, Backlog backlog) {
        this.consumer = consumer;
        this.reader = reader;
        this.backlog = backlog;
    }

    void assigned() {
        assignedAt = Instant.now();
    }

    /** Nothing is read; {@code poll} only keeps the place in the group. */
    void pauseAll() {
        consumer.pause(consumer.assignment());
    }

    /** Parents before children, and nothing more of what piles up. */
    void apply(Map<TopicPartition, Long> heldByPartition) {
        reportLag();
        long most = heldByPartition.values().stream().mapToLong(held -> held).sum() < MOST_HELD_IN_ALL
                ? MOST_HELD_IN_ALL
                : MOST_HELD;
        Set<TopicPartition> paused = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            if (!backlog.mayRead(reader.table(partition.topic()))
                    || heldByPartition.getOrDefault(partition, 0L) >= most) {
                paused.add(partition);
            }
        }
        Set<TopicPartition> resumed = new HashSet<>(consumer.paused());
        resumed.removeAll(paused);
        consumer.resume(resumed);
        consumer.pause(paused);
    }

    private void reportLag() {
        Collection<TopicPartition> assignment = consumer.assignment();
        Map<Table, Long> lags = new HashMap<>();
        for (Table table : reader.tables()) {
            lags.put(table, 0L);
        }
        boolean fresh = Instant.now().isBefore(assignedAt.plus(UNKNOWN_AT_MOST));
        for (TopicPartition partition : assignment) {
            long lag = consumer.currentLag(partition).orElse(fresh ? Long.MAX_VALUE : 0);
            lags.merge(reader.table(partition.topic()), lag, ReadingOrder::plus);
        }
        lags.forEach((table, lag) -> backlog.report(this, table, lag));
    }

    private static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
