package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the topics of one table say of its rows, by key. */
final class TableTopics {
    /** A clean row: its version, and the offset of the raw record that it was made of. */
    record Clean(long version, long rawOffset) {
        static final Clean DELETED = new Clean(-1, Long.MAX_VALUE);
    }

    /** An open dead letter: the offset of its raw record, and whether that one still waits for a reference. */
    record Dead(long rawOffset, boolean reference) {}

    private final TopicReader reader;
    private final Table table;

    TableTopics(TopicReader reader, Table table) {
        this.reader = reader;
        this.table = table;
    }

    /** The newest clean row of each id. */
    Map<String, Clean> clean() {
        Map<String, Clean> byId = new HashMap<>();
        read(table.cleanTopic(), each -> byId.put(key(each), clean(each)));
        return byId;
    }

    /** The open dead letters by key. */
    Map<String, Dead> openDeadLetters() {
        Map<String, Dead> byKey = new HashMap<>();
        read(table.deadLetterTopic(), each -> {
            if (each.value() == null) {
                byKey.remove(key(each));
            } else {
                byKey.put(key(each), new Dead(rawOffset(each), isReference(each)));
            }
        });
        return byKey;
    }

    /** The ids that wait. */
    Set<String> waiting(String applicationId) {
        Set<String> ids = new HashSet<>();
        read(WaitingRoom.changelog(applicationId, table), each -> {
            if (each.value() == null) {
                ids.remove(key(each));
            } else {
                ids.add(key(each));
            }
        });
        return ids;
    }

    void raw(Consumer<ConsumerRecord<byte[], byte[]>> action) {
        read(table.rawTopic(), action);
    }

    /** As the validator keys a record that came without a key. */
    static String key(ConsumerRecord<byte[], byte[]> each) {
        if (each.key() != null) {
            return new String(each.key(), UTF_8);
        }
        return Provenance.from(each.headers())
                .map(Provenance::keyWithoutId)
                .orElse(each.topic() + ":" + each.partition() + ":" + each.offset());
    }

    private Clean clean(ConsumerRecord<byte[], byte[]> each) {
        return each.value() == null
                ? Clean.DELETED
                : new Clean(CleanJson.decode(table, each.value()).version(), rawOffset(each));
    }

    private static boolean isReference(ConsumerRecord<byte[], byte[]> each) {
        return DeadLetter.from(each.headers())
                .map(letter -> letter.stage() == Stage.REFERENCE)
                .orElse(false);
    }

    private static long rawOffset(ConsumerRecord<byte[], byte[]> each) {
        return RawOrigin.from(each.headers()).map(RawOrigin::offset).orElse(-1L);
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        List<TopicPartition> partitions = reader.partitions(List.of(topic));
        Map<TopicPartition, Long> starts = reader.beginnings(partitions);
        if (!starts.isEmpty()) {
            reader.read(starts, action);
        }
    }
}
