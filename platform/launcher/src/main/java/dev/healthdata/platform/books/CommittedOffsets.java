package dev.healthdata.platform.books;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Up to where a consumer group has committed what it read. */
public final class CommittedOffsets {
    private final Admin admin;
    private final String group;

    public CommittedOffsets(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /**
     * The next offset of each partition of which anything is committed; empty while there is no such group.
     *
     * @throws KafkaException if Kafka does not tell
     * @throws IllegalStateException if the thread is interrupted
     */
    public Map<TopicPartition, Long> read() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            offsets.put(partition, offset.offset());
                        }
                    });
        } catch (ExecutionException e) {
            GroupAnswer.requireThatThereIsNoGroup(e);
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the offsets of " + group, e);
        }
        return offsets;
    }
}
