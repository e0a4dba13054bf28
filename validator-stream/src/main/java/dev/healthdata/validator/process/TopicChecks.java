package dev.healthdata.validator.process;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.topology.InternalTopics;
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
     * @throws ConfigurationException if topics are missing, raw topics differ in this, or they had another number when this
     *     application began with them
     * @throws KafkaFailure if Kafka does not answer or refuses
     */
    static int partitions(Settings settings) {
        SortedMap<String, Integer> found = new TreeMap<>();
        SortedMap<String, Integer> internal = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        try (Admin admin = Admin.create(settings.client())) {
            List<String> topics = Tables.all().stream()
                    .flatMap(table -> Stream.of(table.rawTopic(), table.cleanTopic(), table.deadLetterTopic()))
                    .toList();
            Map<String, KafkaFuture<TopicDescription>> answers =
                    admin.describeTopics(topics).topicNameValues();
            for (String topic : topics) {
                describe(topic, answers.get(topic), found, problems);
            }
            List<String> own = admin.listTopics().names().get().stream()
                    .filter(topic -> InternalTopics.isOf(settings.applicationId(), topic))
                    .toList();
            admin.describeTopics(own)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) ->
                            internal.put(topic, description.partitions().size()));
        } catch (ExecutionException e) {
            throw new KafkaFailure("Kafka does not describe the topics of " + settings.applicationId(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaFailure("interrupted while asking Kafka for its topics", e);
        }
        return judge(found, internal, problems);
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

    private static int judge(
            SortedMap<String, Integer> found, SortedMap<String, Integer> internal, List<String> problems) {
        SortedMap<String, Integer> raw = new TreeMap<>(found);
        raw.keySet().retainAll(Tables.all().stream().map(Table::rawTopic).collect(Collectors.toSet()));
        if (raw.values().stream().distinct().count() > 1) {
            raw.forEach((topic, count) ->
                    problems.add(topic + " has " + count + " partitions: all raw topics must have the same number"));
        }
        if (problems.isEmpty()) {
            int partitions = raw.get(raw.firstKey());
            internal.values().removeIf(count -> count == partitions);
            if (!internal.isEmpty()) {
                problems.add(changed(partitions, internal));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return raw.get(raw.firstKey());
    }

    /**
     * Kafka Streams says so too, but not to one that is back while its group still has it: that gets what it had, and what lies
     * in new partitions would wait until the metadata is renewed ({@code metadata.max.age.ms}, 5 minutes).
     */
    private static String changed(int partitions, SortedMap<String, Integer> internal) {
        String topic = internal.firstKey();
        return "the raw topics have " + partitions + " partitions, but " + topic + " has " + internal.get(topic)
                + ": rows of one id would lie in two partitions."
                + " docs/operations.md says how to change the number ('Another number of partitions')";
    }
}
