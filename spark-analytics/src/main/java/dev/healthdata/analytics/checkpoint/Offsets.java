package dev.healthdata.analytics.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ends of the topics' partitions: the offsets of the records that would come next.
 *
 * @param byTopic and by partition
 */
public record Offsets(SortedMap<String, SortedMap<Integer, Long>> byTopic) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads what {@link #json} gives, which is also how Spark's Kafka source writes offsets.
     *
     * @throws IllegalStateException if it is something else
     */
    public static Offsets parse(String json) {
        try {
            return new Offsets(JSON.readValue(json, new TypeReference<TreeMap<String, SortedMap<Integer, Long>>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not the offsets of topics", e);
        }
    }

    public String json() {
        try {
            return JSON.writeValueAsString(byTopic);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether all that is before the other offsets is before these too. */
    public boolean reach(Offsets other) {
        return other.byTopic.entrySet().stream().allMatch(topic -> topic.getValue().entrySet().stream()
                .allMatch(partition -> of(topic.getKey(), partition.getKey()) >= partition.getValue()));
    }

    /**
     * How many offsets there are from these to the others, by the topics of those. Markers of transactions have offsets
     * too, so records are at most as many.
     */
    public SortedMap<String, Long> behind(Offsets ends) {
        SortedMap<String, Long> behind = new TreeMap<>();
        ends.byTopic.forEach((topic, partitions) -> behind.put(
                topic,
                partitions.entrySet().stream()
                        .mapToLong(end -> Math.max(0, end.getValue() - of(topic, end.getKey())))
                        .sum()));
        return behind;
    }

    private long of(String topic, int partition) {
        Map<Integer, Long> partitions = byTopic.getOrDefault(topic, new TreeMap<>());
        return partitions.getOrDefault(partition, 0L);
    }
}
