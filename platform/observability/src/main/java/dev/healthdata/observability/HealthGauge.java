package dev.healthdata.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Health as a metric: who watches it needs no answer of their own. What another one was told a moment ago is told again, since
 * to ask a database that is away takes seconds, and who scrapes does not wait for long. For use by one thread.
 */
final class HealthGauge {
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final Supplier<Health> health;
    private final InstantSource clock;
    private Instant asked = Instant.MIN;
    private volatile boolean healthy;

    HealthGauge(MeterRegistry registry, Supplier<Health> health, InstantSource clock) {
        this.health = health;
        this.clock = clock;
        Gauge.builder(PartMetric.HEALTHY.id(), this, gauge -> gauge.healthy ? 1 : 0)
                .register(registry);
    }

    /** Asks. A part that cannot tell is not well. */
    Health now() {
        healthy = false;
        Health now = health.get();
        healthy = now.isHealthy();
        asked = clock.instant();
        return now;
    }

    /** Asks if nobody has done so recently. */
    void refresh() {
        if (asked.isAfter(clock.instant().minus(RECENT))) {
            return;
        }
        try {
            now();
        } catch (RuntimeException e) {
            // The metric says it; the text might quote a record.
        }
    }
}
