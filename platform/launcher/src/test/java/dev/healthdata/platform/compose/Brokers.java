package dev.healthdata.platform.compose;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.awaitility.Awaitility;

/** The three brokers of a stack. */
final class Brokers implements AutoCloseable {
    /** Their services, in the order of their ids, which begin with 1. */
    private static final List<String> ALL = List.of("kafka", "kafka-2", "kafka-3");

    private final Admin admin;

    Brokers(Stack stack) {
        List<String> addresses =
                List.of(stack.kafka("KAFKA_PORT"), stack.kafka("KAFKA_PORT_2"), stack.kafka("KAFKA_PORT_3"));
        admin = Admin.create(Map.of("bootstrap.servers", String.join(",", addresses)));
    }

    /**
     * Which are to be killed, one after the other: with {@code -Dcluster.kill=all} all, else the one that is named, else the one
     * that is the controller, as others have to become that first.
     */
    List<String> chosen() throws ExecutionException, InterruptedException {
        String choice = System.getProperty("cluster.kill", "controller");
        return switch (choice) {
            case "all" -> ALL;
            case "controller" -> List.of(controller());
            default -> List.of(choice);
        };
    }

    String controller() throws ExecutionException, InterruptedException {
        return ALL.get(admin.describeMetadataQuorum().quorumInfo().get().leaderId() - 1);
    }

    /** Until each has all records of all topics, Kafka's own among them. */
    void awaitInSync() {
        Awaitility.await("all brokers have all records")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> smallestInSync() == ALL.size());
    }

    private int smallestInSync() throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToInt(partition -> partition.isr().size())
                .min()
                .orElse(0);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
