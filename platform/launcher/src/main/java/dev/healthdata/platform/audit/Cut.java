package dev.healthdata.platform.audit;

import dev.healthdata.platform.books.Tallies;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private Cut(String validator, Tallies.Reading taken) {
        this.validator = validator;
        this.taken = taken;
    }

    static Cut take(TopicReader reader, String validator) throws InterruptedException {
        Cut cut = new Cut(validator, new Tallies(reader, validator).read());
        List<Function<Table, String>> inOrder =
                List.of(Table::rawTopic, cut::waitingTopic, Table::cleanTopic, Table::deadLetterTopic);
        for (Function<Table, String> topic : inOrder) {
            List<String> names = Tables.all().stream().map(topic).toList();
            cut.ends.putAll(reader.settledEnds(reader.partitions(names)));
        }
        return cut;
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
}
