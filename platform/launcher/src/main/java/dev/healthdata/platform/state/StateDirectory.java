package dev.healthdata.platform.state;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.infrastructure.sql.PrivateFile;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.process.Endpoints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/** {@code --state}: data of the broker and the SQL server, the parts' checkpoints, logs, and the endpoints. */
public final class StateDirectory implements AutoCloseable {
    private static final int PASSWORD_BYTES = 24;
    private static final int ID_BYTES = 9;

    private final Path directory;
    private final FileChannel lockFile;

    private StateDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory for this process; made if missing.
     *
     * @return empty if another process has it
     * @throws UncheckedIOException if it cannot be made or written to
     */
    public static Optional<StateDirectory> take(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.resolve("logs"));
            FileChannel channel =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            StateDirectory taken = new StateDirectory(absolute, channel);
            taken.forgetRunning(); // what a platform that was killed has left
            return Optional.of(taken);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + absolute, e);
        }
    }

    /** A place below the directory. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /** The log of a part. */
    public Path log(String part) {
        return directory.resolve("logs").resolve(part + ".log");
    }

    /** The password of the embedded SQL server, made at the first call. */
    public String sqlPassword() {
        return random("sql-password", PASSWORD_BYTES);
    }

    /** What tells it from other platforms that use the same Kafka, made at the first call. */
    public String id() {
        return random("id", ID_BYTES);
    }

    private String random(String name, int bytes) {
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[bytes];
                new SecureRandom().nextBytes(random);
                PrivateFile.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file, e);
        }
    }

    /** Lets other commands see whether a part runs. */
    public void noteProcess(String part, ManagedProcess process) {
        PartProcess.note(directory, part, process);
    }

    /**
     * Lets other commands find the running platform; readable by its owner only.
     *
     * @param sinkGroup the consumer group that writes to this database
     * @param processed the directory of the aggregates
     */
    public void publishEndpoints(String bootstrapServers, SqlAccount sql, String sinkGroup, Path processed) {
        Properties properties = new Properties();
        properties.setProperty(Endpoints.BOOTSTRAP_SERVERS, bootstrapServers);
        properties.setProperty(Endpoints.MYSQL_URL, sql.url());
        properties.setProperty(Endpoints.MYSQL_USER, sql.user());
        properties.setProperty(Endpoints.MYSQL_PASSWORD, sql.password());
        properties.setProperty(Endpoints.SINK_GROUP, sinkGroup);
        properties.setProperty(Endpoints.PROCESSED, processed.toAbsolutePath().toString());
        properties.setProperty(
                Endpoints.PROCESS, Long.toString(ProcessHandle.current().pid()));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
            PrivateFile.write(directory.resolve(Endpoints.FILE), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    /** Lets the directory go; the endpoints are no more. */
    @Override
    public void close() {
        try {
            forgetRunning();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + directory, e);
        }
    }

    private void forgetRunning() throws IOException {
        Files.deleteIfExists(directory.resolve(Endpoints.FILE));
        PartProcess.forgetAll(directory);
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
