package dev.healthdata.sink;

import dev.healthdata.observability.ConsumerHealth;
import dev.healthdata.observability.Observability;
import dev.healthdata.observability.PartMetric;
import dev.healthdata.sink.consume.Progress;
import dev.healthdata.sink.consume.WriteObserver;
import dev.healthdata.sink.sql.SqlFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;

/** What the sink counts of itself. */
final class SinkMetrics implements WriteObserver {
    private final Observability observability;
    private final MeterRegistry registry;
    private final DistributionSummary batchRows;
    private final Timer batchTime;
    private final Counter refused;
    private final List<ConsumerHealth> consumers = new CopyOnWriteArrayList<>();

    SinkMetrics(Observability observability) {
        this.observability = observability;
        this.registry = observability.registry();
        this.batchRows = registry.summary(PartMetric.BATCH_ROWS.id());
        this.batchTime = registry.timer(PartMetric.BATCH_TIME.id());
        this.refused = registry.counter(PartMetric.REFUSED.id());
    }

    void watch(Progress progress) {
        FunctionCounter.builder(PartMetric.WRITTEN.id(), progress, Progress::written)
                .register(registry);
        Gauge.builder(PartMetric.HELD.id(), progress, Progress::held).register(registry);
    }

    /** The binding lasts as long as the process, as the consumer does. */
    @SuppressWarnings("resource")
    void watch(Consumer<?, ?> consumer) {
        observability.bind(new KafkaClientMetrics(consumer));
        consumers.add(new ConsumerHealth(consumer::metrics));
    }

    /** What is wrong with the consumers. */
    List<String> consumerProblems() {
        return consumers.stream()
                .flatMap(consumer -> consumer.problems().stream())
                .distinct()
                .toList();
    }

    @Override
    public void written(int records, int rowsRefused, Duration took) {
        batchRows.record(records);
        batchTime.record(took);
        refused.increment(rowsRefused);
    }

    @Override
    public void retry(SqlFailure failure) {
        String reason = failure.code() == 0 ? failure.state() : Integer.toString(failure.code());
        registry.counter(PartMetric.RETRIES.id(), "reason", reason).increment();
    }
}
