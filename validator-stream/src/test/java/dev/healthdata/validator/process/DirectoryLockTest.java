package dev.healthdata.validator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    private Path directory;

    @Test
    void isOfOneAtATime() throws Exception {
        try (DirectoryLock first = take(Duration.ZERO)) {
            assertThat(first).isNotNull();
            assertThat(DirectoryLock.take(directory, Duration.ofMillis(300))).isEmpty();
        }
        take(Duration.ZERO).close();
    }

    @Test
    void waitsForOneThatIsAboutToEnd() throws Exception {
        DirectoryLock last = take(Duration.ZERO);
        CompletableFuture<Void> ended = CompletableFuture.runAsync(
                () -> close(last), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

        take(Duration.ofMinutes(1)).close();
        assertThat(ended).succeedsWithin(Duration.ofMinutes(1));
    }

    private DirectoryLock take(Duration patience) throws Exception {
        return DirectoryLock.take(directory, patience).orElseThrow();
    }

    private static void close(DirectoryLock lock) {
        try {
            lock.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
