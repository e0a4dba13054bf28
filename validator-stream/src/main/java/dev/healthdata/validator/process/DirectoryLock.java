package dev.healthdata.validator.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance's hold on its directory; whatever way its process ends, it ends with it. Kafka Streams has a lock of its own, but
 * takes it only after Kafka was asked, and does not wait for whoever still has it.
 */
final class DirectoryLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for a process that is about to end: one whose launcher was killed, and is started again, still closes.
     *
     * @return empty if another process has it after that
     */
    static Optional<DirectoryLock> take(Path directory, Duration patience) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = isTaken(channel) || isTakenWithin(patience, channel, directory);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? Optional.of(new DirectoryLock(channel)) : Optional.empty();
    }

    private static boolean isTakenWithin(Duration patience, FileChannel channel, Path directory) throws IOException {
        LOG.warn("another process has {}: waiting until it ends", directory);
        long begin = System.nanoTime();
        boolean taken = false;
        while (!taken && System.nanoTime() - begin < patience.toNanos()) {
            try {
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            taken = isTaken(channel);
        }
        return taken;
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
