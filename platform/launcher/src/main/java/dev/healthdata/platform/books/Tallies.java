package dev.healthdata.platform.books;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The validator's tallies as they stand in its changelog topics. For use by one thread. */
public final class Tallies {
    private final TopicReader reader;
    private final Map<String, Table> tableByTopic;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Tally> latest = new HashMap<>();

    /** @param applicationId of the validator */
    public Tallies(TopicReader reader, String applicationId) {
        this.reader = reader;
        this.tableByTopic = Tables.all().stream()
                .collect(Collectors.toMap(table -> Tally.changelog(applicationId, table), Function.identity()));
    }

    /** A reading: by table and partition; at least as new as its call. */
    public record Reading(Map<Table, Map<Integer, Tally>> byPartition) {
        /** The totals of a table. */
        public Tally of(Table table) {
            return byPartition.getOrDefault(table, Map.of()).values().stream().reduce(Tally.NONE, Tally::plus);
        }

        /** The offset of the last raw record of a partition that the validator has taken; -1 if none. */
        public long taken(Table table, int partition) {
            return byPartition
                    .getOrDefault(table, Map.of())
                    .getOrDefault(partition, Tally.NONE)
                    .rawOffset();
        }

        /**
         * Whether nothing is under way between the validator's tasks: in two readings one after the other, all that was sent
         * was received and nothing changed. The four-counter method of Mattern, "Algorithms for distributed termination
         * detection" (Distributed Computing 2, 1987).
         *
         * @param before the reading before this one; null if there was none
         */
        public boolean isQuietSince(Reading before) {
            Tally total = total();
            return equals(before) && total.sent() == total.received();
        }

        /** The totals of all. */
        public Tally total() {
            return byPartition.keySet().stream().map(this::of).reduce(Tally.NONE, Tally::plus);
        }
    }

    /** Reads on to where the changelogs end now. Empty where the validator has not begun. */
    public Reading read() {
        if (topicsKnown() < tableByTopic.size()) {
            reader.beginnings(reader.partitions(tableByTopic.keySet())).forEach(positions::putIfAbsent);
        }
        positions.putAll(reader.read(positions, entry -> {
            if (entry.value() != null) {
                latest.put(new TopicPartition(entry.topic(), entry.partition()), Tally.decode(entry.value()));
            }
        }));
        return reading();
    }

    /** The validator makes its changelogs at its first start; a topic comes with all of its partitions. */
    private long topicsKnown() {
        return positions.keySet().stream().map(TopicPartition::topic).distinct().count();
    }

    private Reading reading() {
        Map<Table, Map<Integer, Tally>> byPartition = new HashMap<>();
        latest.forEach((partition, tally) -> byPartition
                .computeIfAbsent(tableByTopic.get(partition.topic()), table -> new HashMap<>())
                .put(partition.partition(), tally));
        return new Reading(byPartition);
    }
}
