package dev.healthdata.records.envelope;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;

/**
 * The raw record that a clean record or a dead letter was made of. The header names are those of KIP-1034, so that tools
 * made for Kafka Streams' dead letter queue understand ours.
 */
public record RawOrigin(String topic, int partition, long offset) {
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";

    public void writeTo(Headers headers) {
        HeaderText.set(headers, TOPIC, topic);
        HeaderText.set(headers, PARTITION, Integer.toString(partition));
        HeaderText.set(headers, OFFSET, Long.toString(offset));
    }

    public static Optional<RawOrigin> from(Headers headers) {
        Optional<String> topic = HeaderText.get(headers, TOPIC);
        OptionalLong partition = HeaderText.number(headers, PARTITION);
        OptionalLong offset = HeaderText.number(headers, OFFSET);
        return topic.isPresent() && partition.isPresent() && offset.isPresent()
                ? Optional.of(new RawOrigin(topic.get(), (int) partition.getAsLong(), offset.getAsLong()))
                : Optional.empty();
    }
}
