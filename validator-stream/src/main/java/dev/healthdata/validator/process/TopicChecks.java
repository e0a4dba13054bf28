package dev.healthdata.validator.process;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Whether the topics are there and fit together. */
final class TopicChecks {
    private TopicChecks() {}

    /**
     * Asks Kafka.
     *
     * @return how many partitions each raw topic has
     * @throws ConfigurationException if topics are missing, or raw topics differ in this
     * @throws KafkaFailure if Kafka does not answer or refuses
     */
    static int partitions(Map<String, Object> client) {
        SortedMap<String, Integer> found = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        try (Admin admin = Admin.create(client)) {
            List<String> topics = Tables.all().stream()
                    .flatMap(table -> Stream.of(table.rawTopic(), table.cleanTopic(), table.deadLetterTopic()))
                    .toList();
            Map<String, KafkaFuture<TopicDescription>> answers =
                    admin.describeTopics(topics).topicNameValues();
            for (String topic : topics) {
                describe(topic, answers.get(topic), found, problems);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaFailure("interrupted while asking Kafka for its topics", e);
        }
        return judge(found, problems);
    }

    private static void describe(
            String topic, KafkaFuture<TopicDescription> answer, Map<String, Integer> found, List<String> problems)
            throws InterruptedException {
        try {
            found.put(topic, answer.get().partitions().size());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new KafkaFailure("Kafka does not describe the topic " + topic, e.getCause());
            }
            problems.add("the topic " + topic + " is missing");
        }
    }

    private static int judge(SortedMap<String, Integer> found, List<String> problems) {
        SortedMap<String, Integer> raw = new TreeMap<>(found);
        raw.keySet().retainAll(Tables.all().stream().map(Table::rawTopic).collect(Collectors.toSet()));
        if (raw.values().stream().distinct().count() > 1) {
            raw.forEach((topic, count) ->
                    problems.add(topic + " has " + count + " partitions: all raw topics must have the same number"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return raw.get(raw.firstKey());
    }
}
