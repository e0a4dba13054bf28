package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Offsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The clean topics, as the broker sees them. */
public final class Topics {
    private static final int SECONDS = 60;

    private final Map<String, Object> kafka;

    /** @param kafka client properties, with {@code bootstrap.servers} */
    public Topics(Map<String, String> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * Those that the query reads and that do not exist.
     *
     * @throws IllegalStateException if the broker does not answer
     */
    public List<String> missing() {
        return ask(admin -> {
            Set<String> there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            return CleanRecords.topics().stream()
                    .filter(topic -> !there.contains(topic))
                    .toList();
        });
    }

    /** Their ends now, for a reader of committed records. */
    public Offsets ends() {
        return ask(admin -> {
            Map<TopicPartition, OffsetSpec> latest = admin
                    .describeTopics(CleanRecords.topics())
                    .allTopicNames()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            SortedMap<String, SortedMap<Integer, Long>> ends = new TreeMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                            .put(partition.partition(), end.offset()));
            return new Offsets(ends);
        });
    }

    private interface Question<T> {
        T ask(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private <T> T ask(Question<T> question) {
        try (Admin admin = Admin.create(kafka)) {
            return question.ask(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka at " + kafka.get("bootstrap.servers") + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked", e);
        }
    }
}
