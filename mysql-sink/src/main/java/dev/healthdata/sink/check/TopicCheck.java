package dev.healthdata.sink.check;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.check.Problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks for Kafka and for the topics that are read and written, and for the rights on them. */
public final class TopicCheck {
    static final String KEY = "bootstrap-server";

    private static final List<AclOperation> READ = List.of(AclOperation.READ);
    private static final List<AclOperation> READ_AND_WRITE = List.of(AclOperation.READ, AclOperation.WRITE);

    private final List<Problem> problems;

    private TopicCheck(List<Problem> problems) {
        this.problems = problems;
    }

    /** Adds every topic that is missing, and every right, to the problems. */
    public static void run(Map<String, Object> client, List<Problem> problems) {
        try (Admin admin = Admin.create(client)) {
            new TopicCheck(problems).all(admin);
        } catch (ExecutionException e) {
            problems.add(new Problem(
                    KEY,
                    "Kafka does not answer: " + e.getCause().getMessage(),
                    // Else it does, and does not let this account in.
                    e.getCause() instanceof RetriableException));
        } catch (KafkaException e) {
            problems.add(KafkaProblem.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }

    private void all(Admin admin) throws ExecutionException, InterruptedException {
        List<String> topics = Tables.all().stream()
                .flatMap(table -> Stream.of(table.cleanTopic(), table.deadLetterTopic(), table.rawTopic()))
                .toList();
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        for (Table table : Tables.all()) {
            topic(table.cleanTopic(), READ, true, answers);
            topic(table.deadLetterTopic(), READ_AND_WRITE, true, answers);
            // Dead letters hold the bytes that rows came as.
            topic(table.rawTopic(), READ, false, answers);
        }
    }

    /** @param required whether nothing can be done without it; the bytes of rows are not to be had where it is gone */
    private void topic(
            String topic,
            List<AclOperation> rights,
            boolean required,
            Map<String, KafkaFuture<TopicDescription>> answers)
            throws ExecutionException, InterruptedException {
        try {
            Set<AclOperation> granted = answers.get(topic).get().authorizedOperations();
            // A broker that asks nobody for rights grants all, or does not tell.
            if (granted != null) {
                rights.stream()
                        .filter(right -> !granted.contains(right))
                        .forEach(right -> add(topic, "this account may not " + right + " it: grant it."));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                String needed = rights.stream().map(AclOperation::name).collect(Collectors.joining(" and "));
                add(topic, "does not exist, or this account may not DESCRIBE it: create it, and grant " + needed + ".");
            } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            } else if (required) {
                add(topic, "does not exist: create it first.");
            }
        }
    }

    private void add(String topic, String message) {
        problems.add(new Problem("topic " + topic, message));
    }
}
