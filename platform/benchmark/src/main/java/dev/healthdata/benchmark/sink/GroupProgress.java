package dev.healthdata.benchmark.sink;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the sink has written clean topics to which nothing is added. For use by one thread. */
final class GroupProgress implements AutoCloseable {
    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, Long> ends;
    private final long all;

    GroupProgress(String bootstrapServers, String group) throws InterruptedException {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.group = group;
        try {
            List<String> topics = Tables.all().stream().map(Table::cleanTopic).toList();
            Map<TopicPartition, OffsetSpec> partitions =
                    admin.describeTopics(topics).allTopicNames().get().values().stream()
                            .flatMap(topic -> partitions(topic).stream())
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            this.ends = admin.listOffsets(partitions).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read the ends of the clean topics", e);
        }
        this.all = ends.values().stream().mapToLong(end -> end).sum();
    }

    /** Of all records what share is committed, from 0 to 1. */
    double share() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long committed = ends.keySet().stream()
                    .map(offsets::get)
                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                    .sum();
            return (double) committed / all;
        } catch (ExecutionException e) {
            return 0; // there is no such group yet
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }
}
