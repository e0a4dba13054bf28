package dev.healthdata.platform.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.records.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How far behind the clean topics the database and the aggregates are, in offsets. */
public final class CleanEnds {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopicReader reader;
    private final CommittedOffsets written;
    private final Path snapshot;
    private List<TopicPartition> partitions = List.of();

    /**
     * @param sinkGroup the sink's consumer group
     * @param processed the directory of the aggregates
     */
    public CleanEnds(TopicReader reader, Admin admin, String sinkGroup, Path processed) {
        this.reader = reader;
        this.written = new CommittedOffsets(admin, sinkGroup);
        this.snapshot = processed.resolve("_snapshot.json");
    }

    /**
     * A reading; zero behind is reached only when everything was written. Less than zero is behind no topics of this Kafka.
     *
     * @param aggregatesAsOf when the published aggregates were made, ISO 8601; empty before the first
     */
    public record Behind(long database, long aggregates, Optional<String> aggregatesAsOf) {}

    public Behind read() {
        Map<TopicPartition, Long> committed = written.read();
        Optional<JsonNode> published = published();
        // After these two, or they could be ahead of it.
        Map<TopicPartition, Long> ends = now();
        long database = 0;
        long aggregates = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            database += end.getValue() - committed.getOrDefault(end.getKey(), 0L);
            aggregates += end.getValue()
                    - published.map(json -> offset(json, end.getKey())).orElse(0L);
        }
        return new Behind(
                database, aggregates, published.map(json -> json.path("time").asText()));
    }

    /** Where the clean topics end now. */
    public Map<TopicPartition, Long> now() {
        return reader.ends(partitions());
    }

    /** Returns when readings show what the tallies told before: a transaction is visible in its topics one after the other. */
    public void awaitOpenTransactions() throws InterruptedException {
        var unused = reader.settledEnds(partitions());
    }

    private List<TopicPartition> partitions() {
        if (partitions.isEmpty()) {
            partitions = reader.partitions(Topics.clean());
        }
        return partitions;
    }

    /** How much the database lacks of what lies before these ends, over all partitions, whatever came behind them. */
    public long unwritten(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> committed = written.read();
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Nothing before the first publication; the file is renamed into place, so it is never half there. */
    private Optional<JsonNode> published() {
        try {
            return Files.exists(snapshot) ? Optional.of(JSON.readTree(snapshot.toFile())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long offset(JsonNode json, TopicPartition partition) {
        return json.path("offsets")
                .path(partition.topic())
                .path(Integer.toString(partition.partition()))
                .asLong(0);
    }
}
