package dev.healthdata.sink.deadletter;

import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.write.Parent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The open dead letters of stage SINK, whichever process wrote them, as one thread reads them; others may ask. What this
 * process wrote and has not read back yet is known by its version only.
 */
public final class OpenLetters {
    /** Where a letter of this process lies, until it is read there, or what came after it. */
    private record Unread(long version, int partition, long offset) {
        boolean isBehind(ConsumerRecord<?, ?> letter) {
            return letter.partition() == partition && letter.offset() >= offset;
        }
    }

    private final Map<Table, Map<String, SinkLetter>> byTable = new ConcurrentHashMap<>();
    private final Map<Table, Map<String, Unread>> unread = new ConcurrentHashMap<>();

    /** Whether the row is not stored because the database refused it, or a row that it refers to. */
    public boolean contains(Parent row) {
        return of(row.table()).containsKey(row.id());
    }

    /** Of those that were read, by id. */
    Map<String, SinkLetter> of(Table table) {
        return byTable.computeIfAbsent(table, each -> new ConcurrentHashMap<>());
    }

    boolean isEmpty() {
        return byTable.values().stream().allMatch(Map::isEmpty);
    }

    void read(Table table, ConsumerRecord<byte[], byte[]> letter) {
        LetterKey key = LetterKey.of(letter.key());
        if (!key.refused()) {
            return;
        }
        Optional<SinkLetter> opened = letter.value() == null ? Optional.empty() : SinkLetter.of(letter.headers());
        opened.ifPresentOrElse(
                each -> of(table).put(key.id(), each), () -> of(table).remove(key.id()));
        // After that: in between somebody may ask.
        unread(table).computeIfPresent(key.id(), (id, own) -> own.isBehind(letter) ? null : own);
    }

    /** To be called when the letter is safe. */
    void written(Refused row, RecordMetadata place) {
        unread(row.table()).put(row.key(), new Unread(row.version(), place.partition(), place.offset()));
    }

    /** Whether there is a letter of a newer version of the row, which one of this version must not touch. */
    boolean hasNewer(Table table, String id, long version) {
        return newest(table, id) > version;
    }

    /** The version of the newest letter of the row, -1 where there is none. */
    long newest(Table table, String id) {
        Unread own = unread(table).get(id);
        SinkLetter read = of(table).get(id);
        return Math.max(own == null ? -1 : own.version(), read == null ? -1 : read.version());
    }

    private Map<String, Unread> unread(Table table) {
        return unread.computeIfAbsent(table, each -> new ConcurrentHashMap<>());
    }
}
