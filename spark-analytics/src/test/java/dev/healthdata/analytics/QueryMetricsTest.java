package dev.healthdata.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.observability.Observability;
import dev.healthdata.observability.PartMetric;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class QueryMetricsTest {
    private final MeterRegistry registry = Observability.silent().registry();
    private final Later clock = new Later();
    private final QueryMetrics metrics = new QueryMetrics(registry, clock, clock::nanos, Duration.ZERO);

    @Test
    void aQueryThatDoesNotGetOnIsUnwell() {
        clock.add(Duration.ofMinutes(3));
        assertThat(metrics.health().isHealthy()).isTrue();
        clock.add(Duration.ofSeconds(1));
        assertThat(metrics.health().problems()).containsExactly("the query has not got on for 181 s");
    }

    @Test
    void aClockThatIsSetBackHidesNoSilence() {
        clock.setBack(Duration.ofHours(1));
        assertThat(metrics.health().details()).containsEntry("secondsSinceProgress", 0L);
        clock.add(Duration.ofSeconds(181));
        assertThat(metrics.health().problems()).containsExactly("the query has not got on for 181 s");
    }

    @Test
    void aQueryThatIsToRestForLongerIsGivenLonger() {
        QueryMetrics resting =
                new QueryMetrics(Observability.silent().registry(), clock, clock::nanos, Duration.ofMinutes(10));
        clock.add(Duration.ofMinutes(13));
        assertThat(resting.health().isHealthy()).isTrue();
        clock.add(Duration.ofSeconds(1));
        assertThat(resting.health().isHealthy()).isFalse();
    }

    @Test
    void aQueryThatHasNothingToDoIsWellAndItsAggregatesAreFresh() {
        clock.add(Duration.ofHours(1));
        metrics.idle();
        assertThat(metrics.health().isHealthy()).isTrue();
        assertThat(registry.get(PartMetric.LOOKED.id()).gauge().value()).isEqualTo(3600);
    }

    @Test
    void aBatchTellsHowFarBehindItLeftThem() {
        metrics.batch(Duration.ofSeconds(2), 700);
        assertThat(registry.get(PartMetric.BEHIND.id()).gauge().value()).isEqualTo(700);
        metrics.idle();
        assertThat(registry.get(PartMetric.BEHIND.id()).gauge().value()).isZero();
    }

    @Test
    void aQueryThatHasBegunIsGivenTimeAndNothingIsKnownOfItsAggregates() {
        clock.add(Duration.ofMinutes(4));
        metrics.started();
        assertThat(metrics.health().isHealthy()).isTrue();
        assertThat(metrics.health().details()).doesNotContainKey("recordsBehind");
        assertThat(registry.find(PartMetric.LOOKED.id()).gauge()).isNull();
        assertThat(registry.find(PartMetric.BEHIND.id()).gauge()).isNull();

        clock.add(Duration.ofSeconds(5));
        metrics.batch(Duration.ofSeconds(5), 700);
        assertThat(metrics.health().details()).containsEntry("recordsBehind", 700L);
        assertThat(registry.get(PartMetric.LOOKED.id()).gauge().value()).isEqualTo(245);
        assertThat(registry.get(PartMetric.BEHIND.id()).gauge().value()).isEqualTo(700);
    }

    @Test
    void aQueryThatIsStartedAnewMakesNothingFresh() {
        clock.add(Duration.ofSeconds(5));
        metrics.batch(Duration.ofSeconds(5), 700);
        clock.add(Duration.ofHours(1));
        metrics.started();
        assertThat(metrics.health().isHealthy()).isTrue();
        assertThat(registry.get(PartMetric.LOOKED.id()).gauge().value()).isEqualTo(5);
        assertThat(registry.get(PartMetric.BEHIND.id()).gauge().value()).isEqualTo(700);
    }

    @Test
    void aFileThatCannotBeReplacedMakesItUnwellUntilItIsPublished() {
        metrics.heldBack("/processed/a.csv cannot be replaced");
        assertThat(metrics.health().problems())
                .singleElement()
                .asString()
                .contains("cannot be replaced")
                .doesNotContain(".csv");
        metrics.published("{}");
        assertThat(metrics.health().isHealthy()).isTrue();
    }

    @Test
    void whatWasNotPublishedHasNoTime() {
        assertThat(registry.find(PartMetric.PUBLISHED.id()).gauge()).isNull();
        clock.add(Duration.ofSeconds(5));
        metrics.published("{}");
        assertThat(registry.get(PartMetric.PUBLISHED.id()).gauge().value()).isEqualTo(5);
    }

    private static final class Later extends Clock {
        private Instant now = Instant.EPOCH;
        private Duration passed = Duration.ZERO;

        void add(Duration time) {
            now = now.plus(time);
            passed = passed.plus(time);
        }

        void setBack(Duration time) {
            now = now.minus(time);
        }

        long nanos() {
            return passed.toNanos();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
