package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.books.KeyOffsets;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.RawOrigin;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Of which rows something newer was said since a replay began: they were corrected, rejected in a newer version, or closed. A
 * replay may take longer than that. Holds some bytes for each row that was spoken of.
 */
final class News {
    private static final long NEVER = -1;

    private final Map<TopicPartition, KeyOffsets> said = new HashMap<>();
    private final Map<TopicPartition, KeyOffsets> sent = new HashMap<>();

    /**
     * Also what closes a dead letter names the raw record that does.
     *
     * @param clean whether it is from a clean topic
     */
    void hear(ConsumerRecord<byte[], byte[]> record, boolean clean) {
        if (record.key() != null) {
            byte[] key = clean ? record.key() : LetterKey.of(record.key()).id().getBytes(UTF_8);
            RawOrigin.from(record.headers())
                    .ifPresent(raw -> put(said, new TopicPartition(raw.topic(), raw.partition()), key, raw.offset()));
        }
    }

    /** The replay itself sent this: what comes of it is no news. */
    void sent(String topic, int partition, byte[] key, long offset) {
        put(sent, new TopicPartition(topic, partition), key, offset);
    }

    /** Whether a newer raw record of its key was spoken of. */
    boolean outdates(Target target) {
        TopicPartition partition =
                new TopicPartition(target.raw().topic(), target.raw().partition());
        byte[] key = target.key().getBytes(UTF_8);
        return last(said, partition, key) > Math.max(target.raw().offset(), last(sent, partition, key));
    }

    /** What is said last may be of an older record, such as one that had waited. */
    private static void put(
            Map<TopicPartition, KeyOffsets> offsets, TopicPartition partition, byte[] key, long offset) {
        KeyOffsets keys = offsets.computeIfAbsent(partition, any -> new KeyOffsets());
        keys.put(key, Math.max(offset, keys.last(key, NEVER)));
    }

    private static long last(Map<TopicPartition, KeyOffsets> offsets, TopicPartition partition, byte[] key) {
        KeyOffsets keys = offsets.get(partition);
        return keys == null ? NEVER : keys.last(key, NEVER);
    }
}
