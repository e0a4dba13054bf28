package dev.healthdata.validator.process;

import dev.healthdata.observability.ConsumerHealth;
import dev.healthdata.observability.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.KafkaStreams;

/** Whether raw rows get their fates, or would if there were any. For use by one thread. */
final class StreamsHealth {
    /** Partitions are handed over within seconds, and stores are made anew from Kafka in about as many. */
    private static final Duration REBALANCE_PATIENCE = Duration.ofMinutes(1);

    private final KafkaStreams streams;
    private final InstantSource clock;
    private final ConsumerHealth consumers;
    private Instant lastRunning;

    StreamsHealth(KafkaStreams streams, InstantSource clock) {
        this.streams = streams;
        this.clock = clock;
        this.consumers = new ConsumerHealth(streams::metrics);
        this.lastRunning = clock.instant();
    }

    Health now() {
        KafkaStreams.State state = streams.state();
        Instant now = clock.instant();
        if (state == KafkaStreams.State.RUNNING) {
            lastRunning = now;
        }
        boolean patient = state == KafkaStreams.State.REBALANCING && now.isBefore(lastRunning.plus(REBALANCE_PATIENCE));
        return new Health.Builder()
                .problemIf(state != KafkaStreams.State.RUNNING && !patient, "Kafka Streams is " + state)
                .problems(consumers.problems())
                .detail("state", state)
                .build();
    }
}
