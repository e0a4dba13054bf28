package dev.healthdata.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void tellsTheExponentOfACost() {
        assertThat(Growth.exponent(new double[] {1, 3, 10}, new double[] {7, 21, 70}))
                .as("in proportion")
                .hasValueCloseTo(1.0, within(1e-9));
        assertThat(Growth.exponent(new double[] {1, 3, 10}, new double[] {2, 18, 200}))
                .as("by the square")
                .hasValueCloseTo(2.0, within(1e-9));
        assertThat(Growth.exponent(new double[] {1, 3, 10}, new double[] {5, 5, 5}))
                .as("always the same")
                .hasValueCloseTo(0.0, within(1e-9));
    }

    @Test
    void tellsNothingOfASingleSize() {
        assertThat(Growth.exponent(new double[] {2}, new double[] {7})).isEmpty();
        assertThat(Growth.exponent(new double[] {2, 2}, new double[] {7, 8})).isEmpty();
    }

    @Test
    void refusesWhatHasNoLogarithm() {
        assertThatThrownBy(() -> Growth.exponent(new double[] {1, 2}, new double[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
