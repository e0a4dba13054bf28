package dev.healthdata.platform.audit;

import dev.healthdata.platform.books.Tallies;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Where an audit stops reading, while the platform goes on. The rows that it asks about are those that the validator had taken
 * first; what is said of them was then written before the other ends were noted. The waiting rooms come before the clean
 * topics, and these before the dead letters, so that a row on its way from one to the next is seen in one of them at least.
 */
final class Cut {
    private final String validator;
    private final Tallies.Reading taken;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> refusalEnds = new HashMap<>();

    private Cut(String validator, Tallies.Reading taken) {
        this.validator = validator;
        this.taken = taken;
    }

    /** @throws IllegalStateException if Kafka does not show a topic that must be there; the message names it */
    static Cut take(TopicReader reader, String validator) throws InterruptedException {
        Cut cut = new Cut(validator, new Tallies(reader, validator).read());
        List<Function<Table, String>> inOrder =
                List.of(Table::rawTopic, cut::waitingTopic, Table::cleanTopic, Table::deadLetterTopic);
        for (Function<Table, String> topic : inOrder) {
            List<String> names = Tables.all().stream().map(topic).toList();
            cut.ends.putAll(reader.settledEnds(reader.partitions(names)));
        }
        Visible.require(reader, validator, cut.ends);
        cut.noteRefusals(reader);
        return cut;
    }

    /** Notes where dead letters end now: that the database refused a row is said when it comes to it, which may be later. */
    void noteRefusals(TopicReader reader) throws InterruptedException {
        List<String> names = Tables.all().stream().map(Table::deadLetterTopic).toList();
        refusalEnds.putAll(reader.settledEnds(reader.partitions(names)));
    }

    /** The offset of the last raw record that the validator has taken; -1 if none. */
    long taken(Table table, int partition) {
        return taken.taken(table, partition);
    }

    String waitingTopic(Table table) {
        return WaitingRoom.changelog(validator, table);
    }

    /** Where a topic's partitions end; empty if there is no such topic. */
    Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, Long> found = new HashMap<>(ends);
        found.keySet().removeIf(partition -> !partition.topic().equals(topic));
        return found;
    }

    /** Gives what was committed to a topic before the cut. */
    void read(TopicReader reader, String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Map<TopicPartition, Long> topicEnds = ends(topic);
        reader.readTo(reader.beginnings(topicEnds.keySet()), topicEnds, action);
    }

    /** Gives the dead letters of a table from before the cut, and those of rows that the database has refused since. */
    void readLetters(TopicReader reader, Table table, BiConsumer<LetterKey, ConsumerRecord<byte[], byte[]>> action) {
        Map<TopicPartition, Long> before = ends(table.deadLetterTopic());
        Map<TopicPartition, Long> now = new HashMap<>(refusalEnds);
        now.keySet().retainAll(before.keySet());
        EarlierLetters letters = new EarlierLetters(action);
        reader.readTo(reader.beginnings(now.keySet()), now, each -> {
            LetterKey key = LetterKey.of(each.key());
            if (key.refused() || each.offset() < before.get(new TopicPartition(each.topic(), each.partition()))) {
                letters.hear(key, each);
            }
        });
    }

    /** Gives the ids of rows that the database has refused since their letters were read last, here or before. */
    void readNewRefusals(TopicReader reader, BiConsumer<Table, String> action) {
        for (Table table : Tables.all()) {
            Map<TopicPartition, Long> from = new HashMap<>(refusalEnds);
            from.keySet().removeIf(partition -> !partition.topic().equals(table.deadLetterTopic()));
            refusalEnds.putAll(reader.read(from, each -> {
                LetterKey key = LetterKey.of(each.key());
                if (key.refused() && each.value() != null) {
                    action.accept(table, key.id());
                }
            }));
        }
    }
}
