package dev.healthdata.records.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaltLimitTest {
    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"999, 999, false", "1000, 500, false", "1000, 501, true", "1001, 501, true", "1002, 501, false"})
    void haltsAboveTheShareOnceThereAreEnoughRows(long rows, long rejected, boolean halts) {
        assertThat(HaltLimit.DEFAULT.halts(rows, rejected)).isEqualTo(halts);
    }

    @Test
    void haltsAtTheFirstRejectedRowIfNoneIsAllowed() {
        HaltLimit strict = HaltLimit.of("0", "1", problems);

        assertThat(strict.halts(1, 0)).isFalse();
        assertThat(strict.halts(1, 1)).isTrue();
    }

    @Test
    void neverHaltsWhenOff() {
        assertThat(HaltLimit.of("off", null, problems).halts(5_000, 5_000)).isFalse();
    }

    @Test
    void takesTheDefaults() {
        assertThat(HaltLimit.of(null, null, problems)).isEqualTo(HaltLimit.DEFAULT);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"101, 0", "-1, -5", "half, many", "'', ''"})
    void namesEveryProblemOnItsOption(String share, String after) {
        HaltLimit.of(share, after, problems);

        assertThat(problems)
                .containsExactly(
                        "--halt-share: is a percentage from 0 to 100, or off",
                        "--halt-after: is a number of rows, 1 or more");
    }
}
