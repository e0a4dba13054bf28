package dev.healthdata.benchmark.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowsTest {
    private static final int LONGEST = 255;

    @ParameterizedTest
    @EnumSource(Bad.class)
    void countsThoseThatTheDatabaseTakes(Bad bad) {
        Rows rows = new Rows(0.1, bad);
        int[] good = {0};

        rows.forEach((table, values) -> {
            if (Arrays.stream(values).allMatch(value -> value.length() <= LONGEST)) {
                good[0]++;
            }
        });

        assertThat(rows.countGood()).isEqualTo(good[0]);
    }
}
