package dev.healthdata.platform.deadletters.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void aPauseGivesNoCreditForMoreRowsAtOnce() {
        Pace pace = new Pace(50, 0);

        assertThat(pace.pause(50, 1800 * SECOND)).isEqualTo(SECOND);
        assertThat(pace.pause(50, 1801 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void rowsThatComeTooEarlyWaitForThoseBeforeThem() {
        Pace pace = new Pace(50, 0);

        assertThat(pace.pause(25, 0)).isEqualTo(SECOND / 2);
        assertThat(pace.pause(25, 0)).isEqualTo(SECOND);
    }

    @Test
    void withoutARateNothingWaits() {
        assertThat(new Pace(0, 0).pause(500, 0)).isZero();
    }
}
