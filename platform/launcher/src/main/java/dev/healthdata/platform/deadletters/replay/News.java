package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.books.KeyOffsets;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Of which rows something newer was said since a replay began: they were corrected, rejected in a newer version, or closed. A
 * replay may take longer than that. Holds some bytes for each row that others sent and that was spoken of.
 */
final class News {
    private static final long NEVER = -1;
    private static final long OPEN = 0;
    private static final long CLOSED = 1;

    private final Map<TopicPartition, KeyOffsets> said = new HashMap<>();
    private final Map<TopicPartition, KeyOffsets> sent = new HashMap<>();
    /** By clean topic, what the newest row of each id says. */
    private final Map<String, KeyOffsets> contents = new HashMap<>();
    /** By dead-letter topic, whether what the database refused is open. */
    private final Map<String, KeyOffsets> refused = new HashMap<>();

    /** Also what closes a dead letter of the validator names the raw record that does. */
    void hear(Table table, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.topic().equals(table.cleanTopic())) {
            if (isNewer(record, record.key())) {
                keys(contents, record.topic()).put(record.key(), content(table, record.value()));
            }
            return;
        }
        LetterKey key = LetterKey.of(record.key());
        byte[] id = key.id().getBytes(UTF_8);
        var unused = isNewer(record, id);
        if (key.refused()) {
            keys(refused, record.topic()).put(id, record.value() == null ? CLOSED : OPEN);
        }
    }

    /** The replay itself sent this: what comes of it is no news. */
    void sent(String topic, int partition, byte[] key, long offset) {
        put(sent, new TopicPartition(topic, partition), key, offset);
    }

    /** Whether a newer raw record of its key was spoken of, or the database has the row now that it had refused. */
    boolean outdates(Candidate row) {
        return outdates(row.target())
                || (RawRow.isRenamed(row) && isSpokenOf(row.target().table(), RawRow.key(row)));
    }

    /** Of a row that gets another key, all that is said under that one is newer. */
    private boolean isSpokenOf(Table table, String key) {
        byte[] bytes = key.getBytes(UTF_8);
        return said.keySet().stream()
                .filter(partition -> partition.topic().equals(table.rawTopic()))
                .anyMatch(partition -> last(said, partition, bytes) > last(sent, partition, bytes));
    }

    private boolean outdates(Target target) {
        TopicPartition partition =
                new TopicPartition(target.raw().topic(), target.raw().partition());
        byte[] key = target.key().getBytes(UTF_8);
        long ours = last(sent, partition, key);
        return last(said, partition, key) > Math.max(target.raw().offset(), ours)
                || (isStored(target) && ours < target.raw().offset());
    }

    /** Whether what outdates a row says the same: it was accepted, by somebody who sent it before. */
    boolean accepted(Candidate row) {
        Fields fields = Preparation.fields(row);
        long known = last(
                contents, row.target().table().cleanTopic(), RawRow.key(row).getBytes(UTF_8));
        return known == positive(Content.of(fields.values()))
                || (isStored(row.target()) && row.target().says(fields));
    }

    private boolean isStored(Target target) {
        return target.stage() == Stage.SINK
                && last(refused, target.table().deadLetterTopic(), target.key().getBytes(UTF_8)) == CLOSED;
    }

    /** Notes of which raw record is spoken; false if it is one that the replay sent. */
    private boolean isNewer(ConsumerRecord<byte[], byte[]> record, byte[] key) {
        return RawOrigin.from(record.headers())
                .filter(raw -> {
                    TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
                    boolean newer = raw.offset() > last(sent, partition, key);
                    if (newer) {
                        put(said, partition, key, raw.offset());
                    }
                    return newer;
                })
                .isPresent();
    }

    private static long content(Table table, byte[] clean) {
        try {
            return clean == null
                    ? Content.NONE
                    : positive(
                            Content.of(CleanJson.decode(table, clean).fields().values()));
        } catch (IllegalArgumentException e) {
            return Content.NONE; // no clean record; it equals nothing
        }
    }

    /** As these maps hold them. */
    private static long positive(long content) {
        return content & Long.MAX_VALUE;
    }

    /** What is said last may be of an older record, such as one that had waited. */
    private static <T> void put(Map<T, KeyOffsets> offsets, T place, byte[] key, long offset) {
        KeyOffsets keys = keys(offsets, place);
        keys.put(key, Math.max(offset, keys.last(key, NEVER)));
    }

    private static <T> KeyOffsets keys(Map<T, KeyOffsets> offsets, T place) {
        return offsets.computeIfAbsent(place, any -> new KeyOffsets());
    }

    private static <T> long last(Map<T, KeyOffsets> offsets, T place, byte[] key) {
        KeyOffsets keys = offsets.get(place);
        return keys == null ? NEVER : keys.last(key, NEVER);
    }
}
