package dev.healthdata.validator.process;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.validator.topology.InternalTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.Uuid;

/**
 * Notices that a topic was deleted under the validator, also if it was made anew. Kafka's producer goes on trying to write to
 * it for minutes, and so does what writes to the other topics, since they share a transaction.
 */
final class TopicWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final String applicationId;
    private final Map<String, Object> client;
    private final Consumer<RuntimeException> failed;
    private final Map<String, Uuid> seen = new HashMap<>();
    private final Thread thread = new Thread(this::watch, "topic-watch");
    private Set<String> lost = Set.of();

    /** @param failed told once, when topics are gone */
    TopicWatch(String applicationId, Map<String, Object> client, Consumer<RuntimeException> failed) {
        this.applicationId = applicationId;
        this.client = client;
        this.failed = failed;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try (Admin admin = Admin.create(client)) {
            while (!look(admin)) {
                Thread.sleep(PERIOD.toMillis());
            }
        } catch (InterruptedException e) {
            // Told to end.
        }
    }

    /** @return whether topics are gone */
    private boolean look(Admin admin) throws InterruptedException {
        try {
            Set<String> missing = missing(admin.listTopics().listings().get(1, TimeUnit.MINUTES).stream()
                    .collect(Collectors.toMap(TopicListing::name, TopicListing::topicId)));
            // Asked again, since a broker that has just started may not know all of them.
            boolean gone = !missing.isEmpty() && missing.equals(lost);
            lost = missing;
            if (gone) {
                failed.accept(new IllegalStateException("topics were deleted: " + String.join(", ", missing)));
            }
            return gone;
        } catch (ExecutionException | TimeoutException e) {
            // Kafka is away, which is for those to judge that work with it.
            return false;
        }
    }

    private Set<String> missing(Map<String, Uuid> found) {
        Stream<String> ours = Tables.all().stream()
                .flatMap(table -> Stream.of(table.rawTopic(), table.cleanTopic(), table.deadLetterTopic()));
        Stream<String> internal = found.keySet().stream().filter(name -> InternalTopics.isOf(applicationId, name));
        List<String> watched = Stream.concat(ours, internal).toList();
        watched.stream().filter(found::containsKey).forEach(name -> seen.putIfAbsent(name, found.get(name)));
        Set<String> missing = new TreeSet<>(seen.keySet());
        missing.removeIf(name -> seen.get(name).equals(found.get(name)));
        return missing;
    }
}
