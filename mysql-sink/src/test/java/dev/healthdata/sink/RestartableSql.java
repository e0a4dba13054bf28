package dev.healthdata.sink;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.EmbeddedSqlServer;
import dev.healthdata.testing.Home;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A MariaDB of its own that can be killed and started again with the same data, at the same port. */
final class RestartableSql implements AutoCloseable {
    private final Path directory;
    private final int port = Ports.free();
    private EmbeddedSqlServer server;

    private RestartableSql(Path directory) {
        this.directory = directory;
    }

    static RestartableSql start() throws IOException {
        Path target = Files.createDirectories(Path.of("target", "testing").toAbsolutePath());
        RestartableSql sql = new RestartableSql(Files.createTempDirectory(target, "restartable-"));
        sql.startAgain();
        sql.server.run(List.of("db.sql", "schema.sql").stream()
                .map(name -> Home.path().resolve("sql").resolve(name))
                .toList());
        return sql;
    }

    TestSql sql() {
        return TestSql.at(server.account());
    }

    /** kill -9 of the server. */
    void crash() throws IOException {
        long pid = Long.parseLong(
                Files.readString(directory.resolve("mariadbd.pid")).strip());
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        server.close();
    }

    void startAgain() {
        server = EmbeddedSqlServer.start(Home.path(), directory, directory.resolve("sql.log"), port, "test-only");
        server.awaitReady();
    }

    @Override
    public void close() {
        server.close();
    }
}
