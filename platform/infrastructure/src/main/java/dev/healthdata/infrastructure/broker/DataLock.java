package dev.healthdata.infrastructure.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock that a broker has on its data directory. */
final class DataLock {
    private static final Logger LOG = LoggerFactory.getLogger(DataLock.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private DataLock() {}

    /**
     * Waits until no other process has it: a broker whose launcher was killed takes seconds to end, and one that is started
     * meanwhile would not start at all. Whoever still has it after the patience is told of by Kafka.
     */
    static void awaitFree(Path data, Duration patience) throws IOException {
        Path file = data.resolve(".lock");
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (Files.exists(file) && !isFree(file) && System.nanoTime() - deadline < 0) {
            if (!told) {
                LOG.warn("another broker still has {}: waiting until it ends", data);
                told = true;
            }
            try {
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isFree(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        }
    }
}
