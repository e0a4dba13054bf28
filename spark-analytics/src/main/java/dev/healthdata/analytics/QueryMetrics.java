package dev.healthdata.analytics;

import dev.healthdata.analytics.query.QueryObserver;
import dev.healthdata.observability.Health;
import dev.healthdata.observability.PartMetric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

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
    private final LongSupplier steadyNanos;
    private final AtomicLong progressSeconds = new AtomicLong();

    /** Whether this process knows how far the aggregates are. */
    private final AtomicBoolean known = new AtomicBoolean();

    private volatile long progressAt;
    private volatile boolean heldBack;

    /**
     * Makes those of one query.
     *
     * @param steadyNanos by which silence is measured: a clock that is set back would hide it
     * @param trigger how long it may rest between batches
     */
    QueryMetrics(MeterRegistry registry, Clock clock, LongSupplier steadyNanos, Duration trigger) {
        this.registry = registry;
        this.clock = clock;
        this.steadyNanos = steadyNanos;
        this.patience = PATIENCE.plus(trigger);
        this.batches = registry.timer(PartMetric.BATCHES.id());
        started();
    }

    /** It is given time. Of the aggregates it says nothing: those of a process that ends again and again would be fresh. */
    @Override
    public void started() {
        progressAt = steadyNanos.getAsLong();
    }

    @Override
    public void batch(Duration took, long recordsBehind) {
        batches.record(took);
        gotOn(recordsBehind);
    }

    @Override
    public void idle() {
        gotOn(0);
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
        Duration silent = Duration.ofNanos(steadyNanos.getAsLong() - progressAt);
        Health.Builder health = new Health.Builder()
                .problemIf(silent.compareTo(patience) > 0, "the query has not got on for " + silent.toSeconds() + " s")
                // Which one is in the log: names of files are in no answer.
                .problemIf(heldBack, "a published file cannot be replaced: the log says which, and what to do")
                .detail("secondsSinceProgress", silent.toSeconds());
        return (known.get() ? health.detail("recordsBehind", behind.get()) : health).build();
    }

    private void gotOn(long recordsBehind) {
        progressAt = steadyNanos.getAsLong();
        progressSeconds.set(clock.instant().getEpochSecond());
        behind.set(recordsBehind);
        if (!known.getAndSet(true)) {
            Gauge.builder(PartMetric.BEHIND.id(), behind, AtomicLong::get).register(registry);
            Gauge.builder(PartMetric.LOOKED.id(), progressSeconds, AtomicLong::get)
                    .register(registry);
        }
    }
}
