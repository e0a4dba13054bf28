package dev.healthdata.observability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Whether Kafka consumers poll and are heard by their group, as they themselves count it. */
public final class ConsumerHealth {
    /** A batch that is being written, or a store that is being restored, is no reason to worry. */
    private static final double LONGEST_WITHOUT_POLL = 120;

    /** Far above the interval, below what Kafka's own timeouts for requests are. */
    private static final double LONGEST_WITHOUT_HEARTBEAT = 20;

    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;

    /** @param metrics of one consumer or of several */
    public ConsumerHealth(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    /** What is wrong now. A consumer that has not begun is no problem, and one without a group has no duty to poll. */
    public List<String> problems() {
        Map<String, Double> heartbeats = byClient("last-heartbeat-seconds-ago");
        Map<String, Double> polls = byClient("last-poll-seconds-ago");
        polls.keySet().retainAll(heartbeats.keySet());
        double poll = highest(polls);
        double heartbeat = highest(heartbeats);
        List<String> problems = new ArrayList<>();
        if (poll > LONGEST_WITHOUT_POLL) {
            problems.add("a consumer has not asked for records for %.0f s".formatted(poll));
        }
        if (heartbeat > LONGEST_WITHOUT_HEARTBEAT) {
            problems.add("Kafka has not been reached for %.0f s".formatted(heartbeat));
        }
        return problems;
    }

    private Map<String, Double> byClient(String name) {
        Map<String, Double> byClient = new HashMap<>();
        metrics.get().forEach((metric, value) -> {
            if (metric.name().equals(name) && value.metricValue() instanceof Number number) {
                byClient.merge(metric.tags().getOrDefault("client-id", ""), number.doubleValue(), Math::max);
            }
        });
        return byClient;
    }

    private static double highest(Map<String, Double> seconds) {
        return seconds.values().stream().mapToDouble(Double::doubleValue).max().orElse(-1);
    }
}
