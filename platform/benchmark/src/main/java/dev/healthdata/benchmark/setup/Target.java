package dev.healthdata.benchmark.setup;

import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.Usage;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.EmbeddedSqlServer;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.testing.Docker;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The database: the one of MYSQL_URL, else MySQL in a container, else an embedded MariaDB. */
public final class Target implements AutoCloseable {
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
    public static Target open(Path home, Path work) throws IOException, SQLException {
        Optional<Target> running = running();
        return running.isPresent() ? running.get() : embedded(home, work);
    }

    /**
     * The one of MYSQL_URL, or a container; empty if neither is to be had.
     *
     * @throws IllegalStateException if a database that is not ours holds rows
     */
    public static Optional<Target> running() throws SQLException {
        String url = System.getenv("MYSQL_URL");
        if (url != null && !url.isBlank()) {
            return Optional.of(named(url));
        }
        if (!Docker.answers()) {
            return Optional.empty();
        }
        TestSql shared = TestSql.shared();
        return Optional.of(new Target(shared, shared.process(), () -> {}));
    }

    private static Target named(String url) throws SQLException {
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

    private static Target embedded(Path home, Path work) throws IOException {
        EmbeddedSqlServer server = EmbeddedSqlServer.start(
                home, Directories.fresh(work.resolve("sql")), work.resolve("sql.log"), Ports.free(), "benchmark-only");
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

    /** What a process finds it by. */
    public Map<String, String> environment() {
        SqlAccount account = sql.account();
        return Map.of(
                "MYSQL_URL", account.url(),
                "MYSQL_USER", account.user(),
                "MYSQL_PASSWORD", account.password());
    }

    public TestSql sql() {
        return sql;
    }

    public String version() throws SQLException {
        String version = sql.query("SELECT VERSION()").get(0).get(0);
        return version.contains("MariaDB") ? version : "MySQL " + version;
    }

    /** Processor time of the server so far; zero where it cannot be known. */
    public Duration processorTime() {
        return process.isPresent() ? Usage.processorTime(process.getAsLong()) : Duration.ZERO;
    }

    /** Empties all tables. */
    public void clear() throws SQLException {
        sql.reset();
    }

    public long rows() throws SQLException {
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
