package dev.healthdata.platform.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Stage;
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
        if (each.key() == null) {
            return;
        }
        String name = each.topic() + " " + new String(each.key(), UTF_8);
        if (each.value() != null && isRefusal(each)) {
            open.add(name);
        } else {
            open.remove(name);
        }
    }

    private static boolean isRefusal(ConsumerRecord<byte[], byte[]> each) {
        try {
            return DeadLetter.from(each.headers())
                    .filter(letter -> letter.stage() == Stage.SINK)
                    .isPresent();
        } catch (RuntimeException e) {
            return false; // another program's record, with headers that only look like ours
        }
    }
}
