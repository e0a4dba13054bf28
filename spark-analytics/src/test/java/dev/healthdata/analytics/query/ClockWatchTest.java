package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private long clock = 1_000_000;
    private long steady = 5_000;
    private final ClockWatch watch = new ClockWatch(() -> clock, () -> TimeUnit.MILLISECONDS.toNanos(steady));

    @Test
    void tellsOnceOfAClockThatWasSetBackAlsoByLessThanHasPassedMeanwhile() {
        pass(60_000);
        clock -= 30_000;
        assertThat(watch.wasSetBack()).isTrue();
        pass(2_000);
        assertThat(watch.wasSetBack()).isFalse();
    }

    @Test
    void mindsNeitherTimeThatPassesNorAClockThatIsSetForwardOrCorrectedALittle() {
        pass(3_600_000);
        assertThat(watch.wasSetBack()).isFalse();
        clock += 3_600_000;
        assertThat(watch.wasSetBack()).isFalse();
        clock -= 900;
        assertThat(watch.wasSetBack()).isFalse();
    }

    private void pass(long millis) {
        clock += millis;
        steady += millis;
    }
}
