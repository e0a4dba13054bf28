package dev.healthdata.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthGaugeTest {
    private final AtomicReference<String> problem = new AtomicReference<>("none asked yet");
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = Instant.EPOCH;
    private final HealthGauge gauge = new HealthGauge(registry, this::health, () -> now);

    @Test
    void itIsOneForAsLongAsNothingIsWrong() {
        problem.set(null);
        gauge.refresh();
        assertThat(value()).isOne();

        problem.set("the database does not answer");
        now = now.plusSeconds(5);
        gauge.refresh();
        assertThat(value()).isZero();

        problem.set(null);
        now = now.plusSeconds(5);
        gauge.refresh();
        assertThat(value()).isOne();
    }

    @Test
    void whatSomebodyElseWasToldAMomentAgoIsNotAskedAgain() {
        problem.set(null);
        gauge.now();
        problem.set("the database does not answer");
        now = now.plusSeconds(4);
        gauge.refresh();
        assertThat(value()).isOne();

        assertThat(gauge.now().isHealthy()).isFalse();
        assertThat(value()).isZero();
    }

    @Test
    void aPartThatCannotTellIsNotWell() {
        problem.set(null);
        gauge.now();
        problem.set("fail");
        assertThatThrownBy(gauge::now).isInstanceOf(IllegalStateException.class);
        assertThat(value()).isZero();

        now = now.plusSeconds(60);
        gauge.refresh();
        assertThat(value()).isZero();
    }

    private Health health() {
        String wrong = problem.get();
        if ("fail".equals(wrong)) {
            throw new IllegalStateException();
        }
        return new Health.Builder().problemIf(wrong != null, wrong).build();
    }

    private double value() {
        return registry.get(PartMetric.HEALTHY.id()).gauge().value();
    }
}
