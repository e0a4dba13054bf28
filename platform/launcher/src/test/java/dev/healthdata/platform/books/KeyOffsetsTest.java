package dev.healthdata.platform.books;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyOffsetsTest {
    @Test
    void knowsTheLastOffsetOfEachKeyAlsoAfterItHasGrown() {
        KeyOffsets offsets = new KeyOffsets();
        int keys = 20_000;
        for (int i = 0; i < 2 * keys; i++) {
            offsets.put(key(i % keys), i);
        }

        for (int i = 0; i < keys; i++) {
            assertThat(offsets.isLast(key(i), i)).isFalse();
            assertThat(offsets.isLast(key(i), keys + i)).isTrue();
        }
    }

    @Test
    void knowsNothingOfAKeyThatItWasNotTold() {
        assertThat(new KeyOffsets().isLast(key(1), 0)).isFalse();
        assertThat(new KeyOffsets().last(key(1), 7)).isEqualTo(7);
    }

    private static byte[] key(int number) {
        return ("V" + number).getBytes(UTF_8);
    }
}
