package dev.healthdata.platform.deadletters.letter;

import dev.healthdata.platform.books.LatestRecords;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.table.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the open dead letters, as they were at the call; none is held in memory. */
public final class OpenLetters {
    private final TopicReader reader;

    public OpenLetters(TopicReader reader) {
        this.reader = reader;
    }

    /** Gives those of these tables, parents first if the tables are; the order is the same at every call. */
    public void forEach(Collection<Table> tables, Consumer<OpenLetter> action) {
        Map<Table, List<TopicPartition>> partitions = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Table table : tables) {
            partitions.put(table, reader.partitions(List.of(table.deadLetterTopic())));
            ends.putAll(reader.ends(partitions.get(table)));
        }
        for (Table table : tables) {
            for (TopicPartition partition : partitions.get(table)) {
                LatestRecords.forEach(reader, partition, ends.get(partition), each -> OpenLetter.of(table, each)
                        .ifPresent(action));
            }
        }
    }
}
