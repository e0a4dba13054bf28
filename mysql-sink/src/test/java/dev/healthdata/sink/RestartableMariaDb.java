package dev.healthdata.sink;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.EmbeddedSqlServer;
import dev.healthdata.testing.Home;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The embedded one. */
final class RestartableMariaDb implements RestartableSql {
    private final Path directory;
    private final List<String> options;
    private final int port = Ports.free();
    private EmbeddedSqlServer server;

    private RestartableMariaDb(Path directory, List<String> options) {
        this.directory = directory;
        this.options = options;
    }

    static RestartableSql start(List<String> options) {
        try {
            Path target = Files.createDirectories(Path.of("target", "testing").toAbsolutePath());
            RestartableMariaDb sql = new RestartableMariaDb(Files.createTempDirectory(target, "restartable-"), options);
            sql.startAgain();
            sql.server.run(TestSql.scripts());
            return sql;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TestSql sql() {
        return TestSql.of(server);
    }

    @Override
    public void crash() {
        try {
            long pid = Long.parseLong(
                    Files.readString(directory.resolve("mariadbd.pid")).strip());
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void startAgain() {
        server = EmbeddedSqlServer.start(
                Home.path(), directory, directory.resolve("sql.log"), port, "test-only", options);
        server.awaitReady();
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "MariaDB";
    }
}
