package dev.healthdata.platform.audit;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Tally;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka leaves topics that an account may not see out as if they were not there. Who took them for empty would judge no row, and
 * find nothing wrong.
 */
final class Visible {
    private Visible() {}

    /**
     * That the topics of all tables are there, and of those for which a validator has written anything its tallies too: it makes
     * these before it does.
     *
     * @param ends where the topics end that were seen
     * @throws IllegalStateException if one is not there; the message names it
     */
    static void require(TopicReader reader, String validator, Map<TopicPartition, Long> ends) {
        List<String> topics = Tables.all().stream()
                .flatMap(table -> Stream.of(table.rawTopic(), table.cleanTopic(), table.deadLetterTopic()))
                .toList();
        String missing = missing(topics, ends.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Kafka does not show " + missing
                    + ": they are missing ('./healthcare topics' makes them), or this account may not DESCRIBE them");
        }
        List<String> tallies = tallies(validator, ends);
        String unseen = missing(tallies, reader.partitions(tallies));
        if (!unseen.isEmpty()) {
            throw new IllegalStateException("rows were validated, and Kafka does not show " + unseen
                    + ": this account may not DESCRIBE the topics " + validator
                    + "-*, or the validator runs with another --application-id than " + validator);
        }
    }

    private static List<String> tallies(String validator, Map<TopicPartition, Long> ends) {
        Set<String> written = ends.entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .map(end -> end.getKey().topic())
                .collect(Collectors.toSet());
        return Tables.all().stream()
                .filter(table -> written.contains(table.cleanTopic()) || written.contains(table.deadLetterTopic()))
                .map(table -> Tally.changelog(validator, table))
                .toList();
    }

    private static String missing(Collection<String> topics, Collection<TopicPartition> seen) {
        Set<String> there = seen.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        return topics.stream().filter(topic -> !there.contains(topic)).collect(Collectors.joining(", "));
    }
}
