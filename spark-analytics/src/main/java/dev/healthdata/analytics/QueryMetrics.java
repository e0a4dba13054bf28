package dev.healthdata.analytics;

import dev.healthdata.analytics.query.QueryObserver;
import dev.healthdata.observability.Health;
import dev.healthdata.observability.PartMetric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What the analytics count of themselves, and whether they get on. */
final class QueryMetrics implements QueryObserver {
    /** Many times what a full batch takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Duration patience;
    private final Timer batches;
    private final AtomicLong behind = new AtomicLong();
    private final AtomicLong publishedSeconds = new AtomicLong();
    private volatile Instant lastProgress;
    private volatile boolean heldBack;

    /** @param trigger how long it may rest between batches */
    QueryMetrics(MeterRegistry registry, Clock clock, Duration trigger) {
        this.registry = registry;
        this.clock = clock;
        this.patience = PATIENCE.plus(trigger);
        this.lastProgress = clock.instant();
        this.batches = registry.timer(PartMetric.BATCHES.id());
        Gauge.builder(PartMetric.BEHIND.id(), behind, AtomicLong::get).register(registry);
        Gauge.builder(PartMetric.LOOKED.id(), this, metrics -> metrics.lastProgress.getEpochSecond())
                .register(registry);
    }

    @Override
    public void batch(Duration took, long recordsBehind) {
        batches.record(took);
        behind.set(recordsBehind);
        lastProgress = clock.instant();
    }

    @Override
    public void idle() {
        behind.set(0);
        lastProgress = clock.instant();
    }

    @Override
    public void heldBack(String why) {
        heldBack = true;
    }

    @Override
    public void published(String json) {
        heldBack = false;
        if (publishedSeconds.getAndSet(clock.instant().getEpochSecond()) == 0) {
            Gauge.builder(PartMetric.PUBLISHED.id(), publishedSeconds, AtomicLong::get)
                    .register(registry);
        }
    }

    Health health() {
        Duration silent = Duration.between(lastProgress, clock.instant());
        return new Health.Builder()
                .problemIf(silent.compareTo(patience) > 0, "the query has not got on for " + silent.toSeconds() + " s")
                // Which one is in the log: names of files are in no answer.
                .problemIf(heldBack, "a published file cannot be replaced: the log says which, and what to do")
                .detail("recordsBehind", behind.get())
                .detail("secondsSinceProgress", silent.toSeconds())
                .build();
    }
}
