package dev.healthdata.records.topic;

import java.util.Map;

/** A topic as it is to be created: its partitions and its settings in Kafka's own names. */
public record TopicSpec(String name, int partitions, Map<String, String> settings) {
    public TopicSpec {
        settings = Map.copyOf(settings);
    }
}
