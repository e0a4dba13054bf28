package dev.healthdata.platform.generate.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScatterTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.5, 0",
        "1, 1, 1",
        "100, 0.29, 29",
        "1000, 0.01, 10",
        "999, 0.01, 9",
        "77, 1, 77",
        "50, 0, 0",
        "7, 0.999999, 6"
    })
    void marksExactlyTheShare(long size, String share, long expected) {
        Scatter scatter = new Scatter(1, "test", size, Share.parse(share).orElseThrow());

        assertThat(marked(scatter, size)).hasSize((int) expected);
        assertThat(scatter.count()).isEqualTo(expected);
    }

    @Test
    void findsEveryMarkWhereItSaysItIs() {
        Scatter scatter = new Scatter(7, "test", 10_000, new Share(123_456));

        assertThat(marked(scatter, 10_000))
                .isEqualTo(LongStream.range(0, scatter.count())
                        .mapToObj(scatter::placeOf)
                        .toList());
    }

    @Test
    void marksOtherPlacesForAnotherSeedOrPurpose() {
        List<Long> places = marked(new Scatter(1, "test", 1000, new Share(50_000)), 1000);

        assertThat(marked(new Scatter(2, "test", 1000, new Share(50_000)), 1000))
                .isNotEqualTo(places);
        assertThat(marked(new Scatter(1, "other", 1000, new Share(50_000)), 1000))
                .isNotEqualTo(places);
    }

    private static List<Long> marked(Scatter scatter, long size) {
        return LongStream.range(0, size).filter(scatter::isMarked).boxed().toList();
    }
}
