package dev.healthdata.infrastructure.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.healthdata.infrastructure.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSqlServerIT {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));

    @TempDir
    private Path directory;

    private final int port = Ports.free();

    @Test
    void keepsWhatWasCommittedThroughAKillAndTakesTheNewPassword() throws Exception {
        try (EmbeddedSqlServer server = start("first")) {
            execute(server, "CREATE TABLE t (a INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
            mariadbd().destroyForcibly();
            server.process().onExit().join();
        }

        try (EmbeddedSqlServer again = start("second")) {
            assertThat(count(again.account())).isEqualTo(1);
            SqlAccount old =
                    new SqlAccount(again.account().url(), again.account().user(), "first");
            assertThatThrownBy(() -> count(old)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void leavesNoServerBehindWhenItsGuardIsEnded() throws Exception {
        EmbeddedSqlServer server = start("pw");
        ProcessHandle mariadbd = mariadbd();

        server.close();

        assertThat(mariadbd.isAlive()).isFalse();
    }

    @Test
    void endsAServerThatOutlivedItsGuard() throws Exception {
        EmbeddedSqlServer server = start("pw");
        execute(server, "CREATE TABLE t (a INT PRIMARY KEY)");
        ProcessHandle orphan = mariadbd();
        server.process().kill();

        try (EmbeddedSqlServer again = start("pw")) {
            await().until(() -> !orphan.isAlive());
            assertThat(count(again.account())).isZero();
        }
    }

    @Test
    void leavesTheServerOfAnotherDirectoryAloneThatHasThePidOfItsOwnLast() throws Exception {
        try (EmbeddedSqlServer first = start("pw")) {
            execute(first, "CREATE TABLE t (a INT PRIMARY KEY)");
            Path other = Files.createDirectory(directory.resolve("other"));
            Files.copy(directory.resolve("mysql/mariadbd.pid"), other.resolve("mariadbd.pid"));

            try (EmbeddedSqlServer second = start(HOME, other, Ports.free(), "pw")) {
                assertThat(second.process().isAlive()).isTrue();
                assertThat(count(first.account())).isZero();
            }
        }
    }

    @Test
    void livesWithSpacesInThePathsOfTheProjectAndOfItsData() throws Exception {
        Path home = Files.createSymbolicLink(directory.resolve("my project"), HOME);

        try (EmbeddedSqlServer server = start(home, directory.resolve("my state/mysql"), port, "pw")) {
            execute(server, "CREATE TABLE t (a INT PRIMARY KEY)");
            assertThat(count(server.account())).isZero();
        }
    }

    @Test
    void runsTheSchemaAndTheProceduresTwiceWithoutError() throws Exception {
        List<Path> scripts =
                List.of(HOME.resolve("sql/db.sql"), HOME.resolve("sql/schema.sql"), HOME.resolve("sql/procedures.sql"));
        try (EmbeddedSqlServer server = start("pw")) {
            server.run(scripts);
            server.run(scripts);
            execute(server, "CALL GetDoctorSummary('D1')");

            Path broken = Files.writeString(directory.resolve("broken.sql"), "USE healthcare_db;\nNONSENSE;\n");
            assertThatThrownBy(() -> server.run(List.of(broken)))
                    .hasMessageContaining(
                            "broken.sql failed: see " + server.process().log());
        }
    }

    private EmbeddedSqlServer start(String password) {
        return start(HOME, directory.resolve("mysql"), port, password);
    }

    private EmbeddedSqlServer start(Path home, Path data, int port, String password) {
        EmbeddedSqlServer server = EmbeddedSqlServer.start(home, data, directory.resolve("mysql.log"), port, password);
        server.awaitReady();
        return server;
    }

    private ProcessHandle mariadbd() throws Exception {
        long pid = Long.parseLong(
                Files.readString(directory.resolve("mysql/mariadbd.pid")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void execute(EmbeddedSqlServer server, String... statements) throws SQLException {
        try (Connection connection = server.account().connect();
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static int count(SqlAccount account) throws SQLException {
        try (Connection connection = account.connect();
                ResultSet rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
