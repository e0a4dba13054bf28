package dev.healthdata.infrastructure.topic;

import dev.healthdata.records.topic.TopicSpec;
import dev.healthdata.records.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing and leaves the others alone. */
public final class TopicSetup {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 50;

    private TopicSetup() {}

    /**
     * Idempotent, also when several do it at once. Returns when the leader of each partition that it created serves it, or after a minute.
     *
     * @param client Kafka client properties, at least {@code bootstrap.servers}
     * @param partitions of each topic that is created
     * @return the names of those that were missing
     * @throws IllegalStateException if Kafka does not answer or refuses
     */
    public static List<String> createMissing(Map<String, Object> client, int partitions) {
        try (Admin admin = Admin.create(client)) {
            Set<String> present = admin.listTopics().names().get();
            List<TopicSpec> missing = Topics.all(partitions).stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            var created = admin.createTopics(
                    missing.stream().map(TopicSetup::newTopic).toList());
            List<TopicSpec> own = new ArrayList<>();
            for (TopicSpec topic : missing) {
                if (isCreated(created.values().get(topic.name()))) {
                    own.add(topic);
                }
            }
            awaitLeaders(admin, own);
            return missing.stream().map(TopicSpec::name).toList();
        } catch (ExecutionException e) {
            throw failure("create", client, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the topics", e);
        }
    }

    /**
     * The topics that have another number of partitions than they would be created with, and how many they have.
     *
     * @throws IllegalStateException if Kafka does not answer or refuses
     */
    public static SortedMap<String, Integer> othersThan(Map<String, Object> client, int partitions) {
        SortedMap<String, Integer> others = new TreeMap<>();
        try (Admin admin = Admin.create(client)) {
            List<TopicSpec> topics = Topics.all(partitions);
            var described = admin.describeTopics(
                            topics.stream().map(TopicSpec::name).toList())
                    .topicNameValues();
            for (TopicSpec topic : topics) {
                int found = described.get(topic.name()).get().partitions().size();
                if (found != topic.partitions()) {
                    others.put(topic.name(), found);
                }
            }
            return others;
        } catch (ExecutionException e) {
            throw failure("look at", client, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the topics", e);
        }
    }

    private static IllegalStateException failure(String what, Map<String, Object> client, ExecutionException e) {
        return new IllegalStateException(
                "cannot " + what + " the topics: Kafka at " + client.get("bootstrap.servers")
                        + " does not answer or refuses ("
                        + e.getCause().getClass().getSimpleName() + ")",
                e.getCause());
    }

    /** Not where somebody else was first. */
    private static boolean isCreated(KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            return false;
        }
    }

    /**
     * A broker learns of a topic after its creation is told. In between it refuses a producer's first batch, may take the
     * second, and then never the first (KAFKA-15591): the transaction hangs until its timeout.
     */
    private static void awaitLeaders(Admin admin, List<TopicSpec> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicSpec topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!areServed(admin, latest, System.nanoTime() - deadline >= 0)) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean areServed(Admin admin, Map<TopicPartition, OffsetSpec> latest, boolean last)
            throws ExecutionException, InterruptedException {
        Set<String> topics = latest.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        try {
            // Asked first: the other question logs an error for each topic that is not known yet.
            admin.describeTopics(topics).allTopicNames().get();
            admin.listOffsets(latest).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return true; // who may only create topics does not see them, and does not write to them
            }
            if (!(e.getCause() instanceof RetriableException)) {
                throw e;
            }
            return last; // they are there; a leader that is away is no reason to say that they are not
        }
    }

    /** The replication factor is the broker's default. */
    private static NewTopic newTopic(TopicSpec topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.settings());
    }
}
