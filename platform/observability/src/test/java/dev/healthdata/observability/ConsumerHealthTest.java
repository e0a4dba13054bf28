package dev.healthdata.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerHealthTest {
    private final Map<MetricName, Metric> metrics = new HashMap<>();
    private final ConsumerHealth health = new ConsumerHealth(() -> metrics);

    @Test
    void oneThatPollsAndIsHeardIsWell() {
        consumer("main", 1, 2);
        assertThat(health.problems()).isEmpty();
    }

    @Test
    void oneThatHasNotBegunIsNoProblem() {
        consumer("main", -1, -1);
        assertThat(health.problems()).isEmpty();
    }

    @Test
    void oneOfSeveralThatDoesNotPollIsAProblem() {
        consumer("main-1", 1, 2);
        consumer("main-2", 121, 2);
        assertThat(health.problems()).containsExactly("a consumer has not asked for records for 121 s");
    }

    @Test
    void oneThatKafkaDoesNotHearIsAProblem() {
        consumer("main", 1, 21);
        assertThat(health.problems()).containsExactly("Kafka has not been reached for 21 s");
    }

    @Test
    void oneThatRestoredItsStoresLongAgoAndBelongsToNoGroupIsNoProblem() {
        consumer("main", 1, 2);
        metric("last-poll-seconds-ago", "restore", 5_000);
        assertThat(health.problems()).isEmpty();
    }

    private void consumer(String client, double poll, double heartbeat) {
        metric("last-poll-seconds-ago", client, poll);
        metric("last-heartbeat-seconds-ago", client, heartbeat);
    }

    private void metric(String name, String client, double value) {
        MetricName key = new MetricName(name, "consumer", "", Map.of("client-id", client));
        metrics.put(key, new Metric() {
            @Override
            public MetricName metricName() {
                return key;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }
}
