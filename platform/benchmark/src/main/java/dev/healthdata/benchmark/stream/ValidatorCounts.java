package dev.healthdata.benchmark.stream;

import dev.healthdata.platform.books.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * What the validator writes for a thousand rows: records by kind of topic, which other work on the machine changes little, and
 * transactions.
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
                if (!topic.startsWith("raw-") && !topic.equals(GROUPS)) {
                    counts.merge(kind(topic), count(reader, topic).records() * THOUSAND / rows, Double::sum);
                }
            }
            // Each commits offsets, and leaves one marker behind them in the partition of the group.
            counts.put("transactions", count(reader, GROUPS).markers() * THOUSAND / rows);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot list the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics are counted", e);
        }
        return counts;
    }

    private static String kind(String topic) {
        if (topic.startsWith(APPLICATION)) {
            return topic.endsWith("-changelog") ? "changelogs" : "betweenTasks";
        }
        if (topic.startsWith("clean-")) {
            return "clean";
        }
        return topic.startsWith("dead-letter-") ? "deadLetters" : "other";
    }

    /** Of a topic that nothing is compacted in yet: what is no record is a marker of a transaction. */
    private record Count(long records, long markers) {}

    private static Count count(TopicReader reader, String topic) {
        Map<TopicPartition, Long> beginnings = reader.beginnings(reader.partitions(List.of(topic)));
        long[] records = {0};
        Map<TopicPartition, Long> ends = reader.read(beginnings, record -> records[0]++);
        return new Count(records[0], sum(ends) - sum(beginnings) - records[0]);
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(offset -> offset).sum();
    }
}
