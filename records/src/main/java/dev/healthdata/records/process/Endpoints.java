package dev.healthdata.records.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The file by which a running platform is found: {@code <state>/endpoints.properties}. It exists while `up` runs. */
public final class Endpoints {
    public static final String FILE = "endpoints.properties";
    public static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    public static final String MYSQL_URL = "mysql.url";
    public static final String MYSQL_USER = "mysql.user";
    public static final String MYSQL_PASSWORD = "mysql.password";
    /** The consumer group that writes to the database. */
    public static final String SINK_GROUP = "sink.group";
    /** The directory of the aggregates. */
    public static final String PROCESSED = "processed";
    /** The number of the process that wrote the file: one that was killed could not remove it. */
    public static final String PROCESS = "process";

    private final Properties properties;

    private Endpoints(Properties properties) {
        this.properties = properties;
    }

    /** Nothing is known where the file does not exist, cannot be read, or tells of a process that is no more. */
    public static Endpoints of(Path state) {
        Properties properties = new Properties();
        Path file = state.resolve(FILE);
        if (Files.isReadable(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                // It went away between the two calls: the platform has just stopped.
                properties.clear();
            }
        }
        if (!isAlive(properties.getProperty(PROCESS))) {
            properties.clear();
        }
        return new Endpoints(properties);
    }

    /** An unreadable number is no reason to think that it is not. */
    private static boolean isAlive(String process) {
        try {
            return process == null
                    || ProcessHandle.of(Long.parseLong(process))
                            .filter(ProcessHandle::isAlive)
                            .isPresent();
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** What the file says. */
    public Optional<String> find(String property) {
        return Optional.ofNullable(properties.getProperty(property));
    }
}
