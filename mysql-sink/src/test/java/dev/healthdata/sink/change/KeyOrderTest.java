package dev.healthdata.sink.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    /** The last is one character of two surrogates, which lie below the one before it. */
    private static final List<String> IDS =
            List.of("", "P", "P1", "P10", "P2", "PA", "Pa", "p", "é", "李", "\uFFFD", "\uD83D\uDE00");

    @Test
    void isThatOfTheBytesThatTheServerCompares() {
        for (String a : IDS) {
            for (String b : IDS) {
                assertThat(Integer.signum(KeyOrder.OF_IDS.compare(a, b)))
                        .as("%s and %s", a, b)
                        .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))));
            }
        }
    }
}
