package dev.healthdata.benchmark.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValidatorBenchmarkTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void countsRowsFromTheFirstThatWereTaken() {
        assertThat(ValidatorBenchmark.rowsPerSecond(1_000, 200, 0, 3 * SECOND, 5 * SECOND))
                .isEqualTo(400);
    }

    @Test
    void countsFromTheStartWhereTheFirstTransactionTookAllAndItsMarkersAreCountedToo() {
        assertThat(ValidatorBenchmark.rowsPerSecond(1_000, 1_004, SECOND, 4 * SECOND, 5 * SECOND))
                .isEqualTo(250);
    }
}
