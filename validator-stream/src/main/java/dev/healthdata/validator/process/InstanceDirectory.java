package dev.healthdata.validator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.rocksdb.NativeLibraryLoader;

/** The directory of one instance, and what makes it the same instance after a restart. */
final class InstanceDirectory {
    private final Path directory;

    private InstanceDirectory(Path directory) {
        this.directory = directory;
    }

    /** @throws ConfigurationException if it cannot be made or written to */
    static InstanceDirectory at(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
        return new InstanceDirectory(directory);
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

    private static ConfigurationException unusable(Path path, IOException e) {
        return new ConfigurationException(
                List.of("--state-dir: cannot use " + path + " (" + e.getClass().getSimpleName() + ")"));
    }
}
