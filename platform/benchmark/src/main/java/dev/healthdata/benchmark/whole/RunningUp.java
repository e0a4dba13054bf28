package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.measure.ProcessTree;
import dev.healthdata.benchmark.setup.Healthcare;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.process.Endpoints;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** {@code ./healthcare up} without an end. */
final class RunningUp implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 50;

    private final Healthcare up;
    private final ProcessTree tree;
    private final Path directory;
    private final Properties endpoints;

    private RunningUp(Healthcare up, ProcessTree tree, Path directory, Properties endpoints) {
        this.up = up;
        this.tree = tree;
        this.directory = directory;
        this.endpoints = endpoints;
    }

    /**
     * Returns when its broker and its database answer.
     *
     * @param directory an empty one; its raw files, state and aggregates
     * @param environment names the database, or is empty
     */
    static RunningUp start(Path home, Path directory, Path log, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("raw"));
        Path state = directory.resolve("state");
        Healthcare up = Healthcare.start(
                home,
                log,
                environment,
                List.of(
                        "up",
                        "--raw=" + directory.resolve("raw"),
                        "--processed=" + directory.resolve("processed"),
                        "--state=" + state));
        try {
            Properties endpoints = await(up, state.resolve(Endpoints.FILE));
            return new RunningUp(up, new ProcessTree(up.handle()), directory, endpoints);
        } catch (IOException | RuntimeException | InterruptedException e) {
            up.close();
            throw e;
        }
    }

    Path raw() {
        return directory.resolve("raw");
    }

    Path processed() {
        return directory.resolve("processed");
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", endpoints.getProperty(Endpoints.BOOTSTRAP_SERVERS));
    }

    SqlAccount sql() {
        return new SqlAccount(
                endpoints.getProperty(Endpoints.MYSQL_URL),
                endpoints.getProperty(Endpoints.MYSQL_USER),
                endpoints.getProperty(Endpoints.MYSQL_PASSWORD));
    }

    ProcessTree tree() {
        return tree;
    }

    /** @throws IllegalStateException if it has ended */
    void expectAlive() {
        up.expectAlive();
    }

    @Override
    public void close() {
        tree.close();
        up.close();
    }

    private static Properties await(Healthcare up, Path file) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(file)) {
            up.expectAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("'healthcare up' is not ready after " + START);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        Properties endpoints = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            endpoints.load(reader);
        }
        return endpoints;
    }
}
