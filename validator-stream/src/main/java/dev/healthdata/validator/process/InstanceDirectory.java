package dev.healthdata.validator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.rocksdb.NativeLibraryLoader;

/** The directory of one instance, and what makes it the same instance after a restart. */
final class InstanceDirectory implements AutoCloseable {
    /** Longer than one that was told to leave takes to close. */
    private static final Duration LAST_ONES_END = StreamsRun.CLOSE_TIMEOUT.plusSeconds(5);

    private final Path directory;
    private final DirectoryLock lock;

    private InstanceDirectory(Path directory, DirectoryLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws ConfigurationException if it cannot be made or written to, or another process has it */
    static InstanceDirectory at(Path directory) {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory, LAST_ONES_END).orElseThrow(() -> inUse(directory));
            return new InstanceDirectory(directory, lock);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /**
     * The name that the group knows this instance by. With it, one that was killed takes its partitions back at once instead
     * of after the session timeout.
     */
    String id() {
        Path file = directory.resolve("instance-id");
        try {
            if (!Files.exists(file)) {
                Path draft = directory.resolve("instance-id.new");
                Files.writeString(draft, UUID.randomUUID().toString());
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** RocksDB would unpack its library under a new name in the temporary directory, and a kill -9 would leave it there. */
    void unpackRocksDb() {
        try {
            NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /** For the next one; a process that ends lets go of it by itself. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    static ConfigurationException inUse(Path directory) {
        return new ConfigurationException(
                List.of("--state-dir: " + directory + " is used by another process; each instance has one of its own"));
    }

    static ConfigurationException unusable(Path path, String reason) {
        return new ConfigurationException(List.of("--state-dir: cannot use " + path + " (" + reason + ")"));
    }

    private static ConfigurationException unusable(Path path, IOException e) {
        return unusable(path, e.getClass().getSimpleName());
    }
}
