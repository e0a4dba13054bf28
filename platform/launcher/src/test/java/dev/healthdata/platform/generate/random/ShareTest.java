package dev.healthdata.platform.generate.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1000000", "0.01, 10000", ".5, 500000", "0.000001, 1", "1e-2, 10000", "0.2900000, 290000"})
    void readsAShare(String text, int millionths) {
        assertThat(Share.parse(text)).contains(new Share(millionths));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-0.1", "1.1", "0.0000001", "NaN", "1%", "0,5", "1e999999999", "99999999999"})
    void refusesWhatIsNoShare(String text) {
        assertThat(Share.parse(text)).isEmpty();
    }
}
