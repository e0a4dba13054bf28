package dev.healthdata.sink;

import dev.healthdata.observability.PartMetric;
import dev.healthdata.records.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the group is behind, asked of Kafka when somebody asks for metrics. The clients' own lag is that of their last fetch, and
 * while the database is away nothing is fetched.
 */
final class GroupLag implements MeterBinder, AutoCloseable {
    private static final long PATIENCE_SECONDS = 3;

    private final SinkSettings settings;
    private Admin admin;

    GroupLag(SinkSettings settings) {
        this.settings = settings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        admin = Admin.create(settings.kafka());
        Gauge.builder(PartMetric.SINK_BEHIND.id(), this, GroupLag::records).register(registry);
    }

    /** Not a number where Kafka does not answer: an alert of its own is for that. */
    private double records() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    await(admin.listConsumerGroupOffsets(settings.group()).partitionsToOffsetAndMetadata());
            long behind = 0;
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends().entrySet()) {
                OffsetAndMetadata position = committed.get(end.getKey());
                behind += Math.max(0, end.getValue().offset() - (position == null ? 0 : position.offset()));
            }
            return behind;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        } catch (ExecutionException | TimeoutException e) {
            return Double.NaN;
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends()
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        await(admin.describeTopics(Topics.clean()).allTopicNames()).forEach((name, topic) -> topic.partitions()
                .forEach(
                        partition -> wanted.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        return await(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all());
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
