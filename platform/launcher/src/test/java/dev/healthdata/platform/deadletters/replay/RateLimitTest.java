package dev.healthdata.platform.deadletters.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void aPauseGivesNoCreditForMoreRowsAtOnce() {
        RateLimit limit = new RateLimit(50, 0);

        assertThat(limit.pause(50, 1800 * SECOND)).isEqualTo(SECOND);
        assertThat(limit.pause(50, 1801 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void rowsThatComeTooEarlyWaitForThoseBeforeThem() {
        RateLimit limit = new RateLimit(50, 0);

        assertThat(limit.pause(25, 0)).isEqualTo(SECOND / 2);
        assertThat(limit.pause(25, 0)).isEqualTo(SECOND);
    }

    @Test
    void withoutARateNothingWaits() {
        assertThat(new RateLimit(0, 0).pause(500, 0)).isZero();
    }
}
