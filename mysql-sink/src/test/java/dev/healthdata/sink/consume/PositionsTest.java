package dev.healthdata.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private static final TopicPartition LED = new TopicPartition("clean-patients", 0);
    private static final TopicPartition LEADERLESS = new TopicPartition("clean-patients", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized long position(TopicPartition partition) {
            if (partition.equals(LEADERLESS)) {
                throw new TimeoutException("no leader");
            }
            return super.position(partition);
        }
    };
    private final Positions positions = new Positions(consumer, new Pending());

    @BeforeEach
    void setUp() {
        consumer.assign(Set.of(LED, LEADERLESS));
        consumer.seek(LED, 7);
    }

    @Test
    void aPartitionWithoutALeaderKeepsNoOtherFromBeingCommitted() {
        positions.commit();

        assertThat(committed()).isEqualTo(Map.of(LED, new OffsetAndMetadata(7)));
    }

    @Test
    void norWhenTheyAreGivenAway() {
        positions.commitNow(consumer.assignment());

        assertThat(committed()).isEqualTo(Map.of(LED, new OffsetAndMetadata(7)));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return consumer.committed(Set.of(LED, LEADERLESS));
    }
}
