package dev.healthdata.sink.change;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/**
 * The clean record that a change was read from.
 *
 * @param timestamp of the record, in milliseconds: it tells a topic from one that is made anew under the same name
 * @param headers its own, with the row's place in its file
 */
public record Origin(TopicPartition partition, long offset, long timestamp, Headers headers) {
    static Origin of(ConsumerRecord<byte[], byte[]> clean) {
        return new Origin(
                new TopicPartition(clean.topic(), clean.partition()),
                clean.offset(),
                clean.timestamp(),
                clean.headers());
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
