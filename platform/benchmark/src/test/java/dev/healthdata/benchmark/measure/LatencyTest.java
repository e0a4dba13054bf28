package dev.healthdata.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void tellsMedianLastHundredthAndWorst() {
        Latency.Recorder recorder = new Latency.Recorder();
        for (int millis = 1; millis <= 1_000; millis++) {
            recorder.add(millis * 1_000_000L);
        }

        Latency latency = recorder.latency();

        assertThat(latency.rows()).isEqualTo(1_000);
        assertThat(latency.p50()).isCloseTo(500, within(1.0));
        assertThat(latency.p99()).isCloseTo(990, within(1.0));
        assertThat(latency.max()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void refusesToSumUpNothing() {
        assertThatThrownBy(() -> new Latency.Recorder().latency()).isInstanceOf(IllegalStateException.class);
    }
}
