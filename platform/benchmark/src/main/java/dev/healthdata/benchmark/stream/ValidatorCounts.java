package dev.healthdata.benchmark.stream;

import dev.healthdata.platform.books.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * What the validator writes for a thousand rows, by kind of topic: counts, which other work on the machine changes little. A
 * topic's count is that of its records and of the markers of transactions.
 */
final class ValidatorCounts {
    private static final double THOUSAND = 1_000;
    private static final String GROUPS = "__consumer_offsets";
    private static final String APPLICATION = Contender.VALIDATOR.applicationId();

    private ValidatorCounts() {}

    static Map<String, Double> perThousandRows(String bootstrapServers, long rows) {
        Map<String, Double> counts = new TreeMap<>();
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        try (TopicReader reader = new TopicReader(client);
                Admin admin = Admin.create(client)) {
            for (String topic : admin.listTopics().names().get()) {
                long end = reader.ends(reader.partitions(List.of(topic))).values().stream()
                        .mapToLong(each -> each)
                        .sum();
                kind(topic, end, counts, rows);
            }
            counts.put("transactions", transactions(reader) * THOUSAND / rows);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot list the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics are counted", e);
        }
        return counts;
    }

    private static void kind(String topic, long end, Map<String, Double> counts, long rows) {
        String kind = "other";
        if (topic.startsWith(APPLICATION)) {
            kind = topic.endsWith("-changelog") ? "changelogs" : "betweenTasks";
        } else if (topic.startsWith("clean-")) {
            kind = "clean";
        } else if (topic.startsWith("dead-letter-")) {
            kind = "deadLetters";
        } else if (topic.startsWith("raw-") || topic.equals(GROUPS)) {
            return;
        }
        counts.merge(kind, end * THOUSAND / rows, Double::sum);
    }

    /** Each commits offsets, and leaves one marker behind them: what is no record in the partition of the group. */
    private static long transactions(TopicReader reader) {
        List<TopicPartition> partitions = reader.partitions(List.of(GROUPS));
        long[] records = {0};
        Map<TopicPartition, Long> beginnings = reader.beginnings(partitions);
        reader.read(beginnings, record -> records[0]++);
        long ends =
                reader.ends(partitions).values().stream().mapToLong(end -> end).sum();
        return ends - beginnings.values().stream().mapToLong(begin -> begin).sum() - records[0];
    }
}
