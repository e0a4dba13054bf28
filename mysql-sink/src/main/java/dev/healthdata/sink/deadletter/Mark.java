package dev.healthdata.sink.deadletter;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What there was to be read at a moment, by partition: the ends as the consumer knew them then. To wait until nothing more
 * comes would be to wait for ever where something always does.
 */
record Mark(Map<TopicPartition, Long> ends) {
    /** Of a partition that has not answered yet nothing has been read either, so nothing can be out of date. */
    static Mark of(Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition).ifPresent(lag -> ends.put(partition, consumer.position(partition) + lag));
        }
        return new Mark(Map.copyOf(ends));
    }

    boolean isReached(Consumer<?, ?> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
