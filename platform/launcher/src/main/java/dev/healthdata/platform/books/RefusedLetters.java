package dev.healthdata.platform.books;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The open dead letters of stage SINK, which the validator's tallies do not know of. For use by one thread. */
public final class RefusedLetters {
    private final TopicReader reader;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    public RefusedLetters(TopicReader reader) {
        this.reader = reader;
    }

    /** Reads on to where the dead-letter topics end now, and counts them. */
    public long read() {
        if (positions.isEmpty()) {
            positions.putAll(reader.beginnings(reader.partitions(
                    Tables.all().stream().map(Table::deadLetterTopic).toList())));
        }
        positions.putAll(reader.read(positions, this::take));
        return open.size();
    }

    private void take(ConsumerRecord<byte[], byte[]> each) {
        LetterKey key = LetterKey.of(each.key());
        String name = each.topic() + " " + key.id();
        if (key.refused() && each.value() != null) {
            open.add(name);
        } else if (key.refused()) {
            open.remove(name);
        }
    }
}
