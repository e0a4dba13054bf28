package dev.healthdata.infrastructure.sql;

import dev.healthdata.infrastructure.process.ManagedProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A MariaDB server that this process started and whose data outlives it. */
public final class EmbeddedSqlServer implements AutoCloseable {
    public static final String DATABASE = "healthcare_db";
    public static final String USER = "healthcare";

    /**
     * mariadbd knows nothing of its parent, so a shell waits beside it: at the end of stdin (the parent is gone, however
     * that came about) or at SIGTERM it ends the server in order.
     */
    private static final String GUARD = "exec 3<&0; \"$@\" </dev/null 3<&- & server=$!;"
            + " (cat <&3 >/dev/null; kill -TERM $server 2>/dev/null) & guard=$!; exec 3<&-;"
            + " trap 'kill -TERM $server' TERM; wait $server; code=$?;"
            + " while kill -0 $server 2>/dev/null; do wait $server; code=$?; done;"
            + " kill $guard 2>/dev/null; exit $code";

    private final ManagedProcess process;
    private final MariaDbFiles files;
    private final int port;
    private final SqlAccount account;

    private EmbeddedSqlServer(ManagedProcess process, MariaDbFiles files, int port, SqlAccount account) {
        this.process = process;
        this.files = files;
        this.port = port;
        this.account = account;
    }

    /**
     * Starts it, after installing it where it never ran, and does not wait for it: {@link #awaitReady}.
     *
     * @param home the project's directory, with the built modules below it
     * @param directory where its data lives
     * @param password of the user {@value #USER}, who owns the database {@value #DATABASE}
     */
    public static EmbeddedSqlServer start(Path home, Path directory, Path log, int port, String password) {
        return start(home, directory, log, port, password, List.of());
    }

    /** As the other, with {@code options} of the server's own, e.g. {@code --innodb-file-per-table=OFF}. */
    public static EmbeddedSqlServer start(
            Path home, Path directory, Path log, int port, String password, List<String> options) {
        MariaDbFiles files = MariaDbFiles.below(home);
        SqlInstallation installation = new SqlInstallation(files, directory.toAbsolutePath(), log);
        installation.endOrphan();
        installation.installOnce();

        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "sh"));
        command.addAll(installation.server(port, password, options));
        ManagedProcess process =
                ManagedProcess.start("sql-server", command, Map.of(), log, ManagedProcess.Listener.NONE);
        String url = "jdbc:mysql://127.0.0.1:" + port + "/" + DATABASE;
        return new EmbeddedSqlServer(process, files, port, new SqlAccount(url, USER, password));
    }

    /**
     * Waits until it takes statements.
     *
     * @throws IllegalStateException if it does not come up; names the log
     */
    public void awaitReady() {
        SqlReadiness.await(process, account);
    }

    /**
     * Runs SQL files as MySQL's client does, {@code DELIMITER} included.
     *
     * @throws IllegalStateException if a statement fails; names the log
     */
    public void run(List<Path> scripts) {
        run(scripts, account.user(), List.of("--protocol=TCP", "--skip-ssl", "--host=127.0.0.1", "--port=" + port));
    }

    /** As {@link #run}, with all rights. */
    public void runAsAdministrator(List<Path> scripts) {
        run(scripts, "root", List.of("--protocol=SOCKET", "--skip-ssl", "--socket=" + SqlInstallation.socket(port)));
    }

    private void run(List<Path> scripts, String user, List<String> connection) {
        List<String> client = new ArrayList<>(List.of(files.program("mariadb"), "--no-defaults"));
        client.addAll(connection);
        client.addAll(List.of("--user=" + user, "--default-character-set=utf8mb4"));
        for (Path script : scripts) {
            SqlInstallation.run(client, Map.of("MYSQL_PWD", account.password()), null, script.toFile(), process.log());
        }
    }

    public SqlAccount account() {
        return account;
    }

    public ManagedProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
