package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Offsets;
import java.time.Duration;
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
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The clean topics, as the broker sees them. The connection to it is made when it is first asked. */
public final class Topics implements AutoCloseable {
    private static final int SECONDS = 60;

    private final Map<String, Object> kafka;
    private Admin connected;

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

    /** What Kafka calls each, by its name. One that is deleted and made anew has another. */
    public Map<String, String> ids() {
        return ask(admin -> describe(admin).values().stream()
                .filter(topic -> !topic.topicId().equals(Uuid.ZERO_UUID)) // from a broker that gives none
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.topicId().toString())));
    }

    /** Their ends now, for a reader of committed records. */
    public Offsets ends() {
        return ask(admin -> {
            Map<TopicPartition, OffsetSpec> latest = describe(admin).values().stream()
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

    private static Map<String, TopicDescription> describe(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeTopics(CleanRecords.topics()).allTopicNames().get(SECONDS, TimeUnit.SECONDS);
    }

    private interface Question<T> {
        T ask(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.ask(admin());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka at " + kafka.get("bootstrap.servers") + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked", e);
        }
    }

    private synchronized Admin admin() {
        if (connected == null) {
            connected = Admin.create(kafka);
        }
        return connected;
    }

    @Override
    public synchronized void close() {
        if (connected != null) {
            connected.close(Duration.ofSeconds(1));
            connected = null;
        }
    }
}
