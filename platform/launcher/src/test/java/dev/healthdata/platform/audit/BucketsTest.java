package dev.healthdata.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.healthdata.platform.audit.KeyBooks.Stored;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketsTest {
    private static final int MANY = 50_000;

    @TempDir
    private Path temporary;

    @Test
    void giveBackWhatWasPutAndHaveNoFileThatSomebodyWouldHaveToDelete() {
        TreeMap<String, Stored> found = new TreeMap<>();
        try (Buckets buckets = new Buckets(temporary)) {
            for (int i = 0; i < MANY; i++) {
                buckets.stored("P" + i, new Stored(i, -i));
            }
            assertThat(temporary).isEmptyDirectory();
            buckets.forEach((key, said) -> found.put(key, said.stored));
            assertThat(temporary).isEmptyDirectory();
        }

        assertThat(temporary).isEmptyDirectory();
        assertThat(found).hasSize(MANY).containsEntry("P0", new Stored(0, 0)).containsEntry("P7", new Stored(7, -7));
    }

    /** Longer than any id, as other programs may write them: {@code writeUTF} would quote them in an exception. */
    @Test
    void takeKeysOfAnyLength() {
        String key = "é".repeat(70_000);
        TreeMap<String, Stored> found = new TreeMap<>();
        try (Buckets buckets = new Buckets(temporary)) {
            buckets.stored(key, new Stored(1, 2));
            buckets.stored("", new Stored(3, 4));
            buckets.forEach((each, said) -> found.put(each, said.stored));
        }

        assertThat(found).containsOnly(entry(key, new Stored(1, 2)), entry("", new Stored(3, 4)));
    }

    @Test
    void leaveNothingWhereTheyCouldNotBeWritten() {
        try (Buckets buckets = new Buckets(temporary)) {
            buckets.deleted("P1");
            // The file is closed under the one who writes, and as on a full disk all that follows fails, too.
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < MANY; i++) {
                            buckets.deleted("P1");
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot use the directory for temporary files, " + temporary);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(temporary).isEmptyDirectory();
    }
}
