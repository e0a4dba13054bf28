package dev.healthdata.platform.books;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest record of each key of a compacted partition, whatever was compacted so far. It is read twice: first to know the
 * last offset of each key, then to give the records that lie there, so that none is held in memory.
 */
public final class LatestRecords {
    private LatestRecords() {}

    /**
     * Gives them in the order of their offsets, those without a value too.
     *
     * @param end as {@link TopicReader#ends} gave it
     */
    public static void forEach(
            TopicReader reader, TopicPartition partition, long end, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Map<TopicPartition, Long> starts = reader.beginnings(List.of(partition));
        Map<TopicPartition, Long> ends = Map.of(partition, end);
        KeyOffsets last = new KeyOffsets();
        reader.readTo(starts, ends, each -> last.put(each.key(), each.offset()));
        reader.readTo(starts, ends, each -> {
            if (last.isLast(each.key(), each.offset())) {
                action.accept(each);
            }
        });
    }
}
