package dev.healthdata.benchmark.sink;

import dev.healthdata.platform.books.CommittedOffsets;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How far a group has taken clean topics to which nothing is added. For use by one thread. */
final class GroupProgress implements AutoCloseable {
    private final Admin admin;
    private final CommittedOffsets offsets;
    private final Map<TopicPartition, Long> ends;
    private final long all;

    GroupProgress(String bootstrapServers, String group) {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        this.admin = Admin.create(client);
        this.offsets = new CommittedOffsets(admin, group);
        try (TopicReader reader = new TopicReader(client)) {
            this.ends = reader.ends(reader.partitions(Topics.clean()));
        }
        this.all = ends.values().stream().mapToLong(end -> end).sum();
    }

    /** Of all records what share is committed, from 0 to 1. */
    double share() {
        Map<TopicPartition, Long> committed = offsets.read();
        long taken = ends.keySet().stream()
                .mapToLong(partition -> committed.getOrDefault(partition, 0L))
                .sum();
        return (double) taken / all;
    }

    @Override
    public void close() {
        admin.close();
    }
}
