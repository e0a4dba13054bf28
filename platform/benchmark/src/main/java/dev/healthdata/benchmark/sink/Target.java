package dev.healthdata.benchmark.sink;

import dev.healthdata.benchmark.measure.Usage;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.EmbeddedSqlServer;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.testing.Docker;
import dev.healthdata.testing.TestSql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** The database: the one of MYSQL_URL, else MySQL in a container, else an embedded MariaDB. */
final class Target implements AutoCloseable {
    private static final List<String> TABLES = List.of("lab_reports", "visits", "doctors", "patients", "deleted_rows");

    private final TestSql sql;
    private final OptionalLong process;
    private final Runnable end;

    private Target(TestSql sql, OptionalLong process, Runnable end) {
        this.sql = sql;
        this.process = process;
        this.end = end;
    }

    /** @throws IllegalStateException if a database that is not ours holds rows */
    static Target open(Path home, Path work) throws SQLException {
        String url = System.getenv("MYSQL_URL");
        if (url != null && !url.isBlank()) {
            SqlAccount account = new SqlAccount(
                    url,
                    System.getenv().getOrDefault("MYSQL_USER", EmbeddedSqlServer.USER),
                    System.getenv().getOrDefault("MYSQL_PASSWORD", ""));
            Target target = new Target(TestSql.at(account, account), OptionalLong.empty(), () -> {});
            for (String table : TABLES) {
                if (!target.sql.query("SELECT 1 FROM " + table + " LIMIT 1").isEmpty()) {
                    throw new IllegalStateException(
                            "the table " + table + " of MYSQL_URL is not empty, and a benchmark would empty it");
                }
            }
            return target;
        }
        if (Docker.answers()) {
            TestSql shared = TestSql.shared();
            return new Target(shared, shared.process(), () -> {});
        }
        EmbeddedSqlServer server = EmbeddedSqlServer.start(
                home, work.resolve("sql"), work.resolve("sql.log"), Ports.free(), "benchmark-only");
        server.awaitReady();
        server.run(TestSql.scripts());
        return new Target(
                TestSql.of(server),
                ProcessHandle.of(server.process().pid()).stream()
                        .flatMap(ProcessHandle::descendants)
                        .filter(each -> each.info().command().orElse("").endsWith("mariadbd"))
                        .mapToLong(ProcessHandle::pid)
                        .findFirst(),
                server::close);
    }

    TestSql sql() {
        return sql;
    }

    String version() throws SQLException {
        String version = sql.query("SELECT VERSION()").get(0).get(0);
        return version.contains("MariaDB") ? version : "MySQL " + version;
    }

    /** Processor time of the server so far; zero where it cannot be known. */
    Duration processorTime() {
        return process.isPresent() ? Usage.processorTime(process.getAsLong()) : Duration.ZERO;
    }

    /** Empties all tables. */
    void clear() throws SQLException {
        sql.reset();
    }

    long rows() throws SQLException {
        long rows = 0;
        for (String table : TABLES) {
            rows += Long.parseLong(
                    sql.query("SELECT COUNT(*) FROM " + table).get(0).get(0));
        }
        return rows;
    }

    @Override
    public void close() {
        end.run();
    }
}
