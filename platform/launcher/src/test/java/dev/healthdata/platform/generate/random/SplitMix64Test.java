package dev.healthdata.platform.generate.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    /** The first numbers for this seed as the reference implementation in C gives them. */
    @Test
    void givesTheNumbersOfTheReferenceImplementation() {
        SplitMix64 random = new SplitMix64(1234567);

        assertThat(LongStream.generate(random::next).limit(5).mapToObj(Long::toUnsignedString))
                .containsExactly(
                        "6457827717110365317",
                        "3203168211198807973",
                        "9817491932198370423",
                        "4593380528125082431",
                        "16408922859458223821");
    }

    @Test
    void drawsEveryNumberBelowABoundAboutAsOften() {
        SplitMix64 random = new Streams(1, "test").of(0);
        int[] counts = new int[10];

        for (int i = 0; i < 10_000; i++) {
            counts[random.below(10)]++;
        }

        assertThat(counts).satisfies(all -> assertThat(all).doesNotContain(0));
        for (int count : counts) {
            assertThat(count).isBetween(900, 1100);
        }
    }

    @Test
    void startsAStreamAgainFromItsBeginning() {
        Streams streams = new Streams(42, "test");

        assertThat(streams.of(17).next())
                .isEqualTo(streams.of(17).next())
                .isNotEqualTo(streams.of(18).next());
    }
}
