package dev.healthdata.sink.change;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/**
 * The clean record that a change was read from.
 *
 * @param headers its own, with the row's place in its file
 */
public record Origin(TopicPartition partition, long offset, Headers headers) {
    static Origin of(ConsumerRecord<byte[], byte[]> clean) {
        return new Origin(new TopicPartition(clean.topic(), clean.partition()), clean.offset(), clean.headers());
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
