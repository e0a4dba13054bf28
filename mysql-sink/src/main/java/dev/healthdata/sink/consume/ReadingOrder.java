package dev.healthdata.sink.consume;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.CleanReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Decides which partitions are read now, by pausing the others. */
final class ReadingOrder {
    /**
     * Once there are many in all, a partition that holds this part of them reads no more. What is read further on may end
     * the waiting: tombstones of the very rows that wait. So a partition alone, or a few, may hold more.
     */
    private static final int SHARE = 4;

    /** A partition whose lag stays unknown has no leader; that is no reason to stop the rest. */
    private static final Duration UNKNOWN_AT_MOST = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final CleanReader reader;
    private final Backlog backlog;
    private final long heldRows;
    private long assignedAt = System.nanoTime();

    /** @param heldRows how many are many */
    ReadingOrder(Consumer<?, ?> consumer, CleanReader reader, Backlog backlog, int heldRows) {
        this.consumer = consumer;
        this.reader = reader;
        this.backlog = backlog;
        this.heldRows = heldRows;
    }

    void assigned() {
        assignedAt = System.nanoTime();
    }

    /** Nothing is read; {@code poll} only keeps the place in the group. */
    void pauseAll() {
        consumer.pause(consumer.assignment());
    }

    /** Parents before children, and nothing more of what piles up. */
    void apply(Map<TopicPartition, Long> heldByPartition) {
        Set<TopicPartition> paused = full(heldByPartition);
        reportLag(paused);
        for (TopicPartition partition : consumer.assignment()) {
            if (!backlog.mayRead(reader.table(partition.topic()))) {
                paused.add(partition);
            }
        }
        Set<TopicPartition> resumed = new HashSet<>(consumer.paused());
        resumed.removeAll(paused);
        consumer.resume(resumed);
        consumer.pause(paused);
    }

    private Set<TopicPartition> full(Map<TopicPartition, Long> heldByPartition) {
        long inAll = heldByPartition.values().stream().mapToLong(held -> held).sum();
        long most = inAll < heldRows ? heldRows : Math.max(1, heldRows / SHARE);
        return consumer.assignment().stream()
                .filter(partition -> heldByPartition.getOrDefault(partition, 0L) >= most)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * What a full partition is behind counts for nothing: it goes on when its rows need not wait any more, and what ends that
     * may be a record of a child, such as its tombstone. To wait for one another would be for ever.
     */
    private void reportLag(Set<TopicPartition> full) {
        Collection<TopicPartition> assignment = consumer.assignment();
        Map<Table, Long> lags = new HashMap<>();
        for (Table table : reader.tables()) {
            lags.put(table, 0L);
        }
        boolean fresh = System.nanoTime() - assignedAt < UNKNOWN_AT_MOST.toNanos();
        for (TopicPartition partition : assignment) {
            if (!full.contains(partition)) {
                long lag = consumer.currentLag(partition).orElse(fresh ? Long.MAX_VALUE : 0);
                lags.merge(reader.table(partition.topic()), lag, ReadingOrder::plus);
            }
        }
        lags.forEach((table, lag) -> backlog.report(this, table, lag));
    }

    private static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
