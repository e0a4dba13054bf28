package dev.healthdata.infrastructure.sql;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** The data directory of the server, and the command lines that make and run it. */
final class SqlInstallation {
    private final MariaDbFiles files;
    private final Path directory;
    private final Path log;

    SqlInstallation(MariaDbFiles files, Path directory, Path log) {
        this.files = files;
        this.directory = directory;
        this.log = log;
    }

    /**
     * Installs beside the final place and renames, so that a killed installation is never taken for a whole one. MariaDB's
     * script takes a path with spaces for several where it is the base, or the data of a user: it is run in its base, and
     * the server alone is told of the user.
     */
    void installOnce() {
        Path data = directory.resolve("data");
        if (Files.isDirectory(data)) {
            return;
        }
        Path unfinished = directory.resolve("data.unfinished");
        try {
            Files.createDirectories(directory);
            Utils.delete(unfinished.toFile());
            List<String> command = new ArrayList<>(List.of(
                    files.program("mariadb-install-db"),
                    "--no-defaults",
                    "--basedir=.",
                    OrphanedServer.DATA + unfinished,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--skip-name-resolve"));
            files.program("mariadbd");
            files.program("my_print_defaults");
            files.program("resolveip");
            asRoot(command, "--loose-user");
            run(command, Map.of(), files.base().toFile(), null, log);
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install the SQL server in " + directory, e);
        }
    }

    /**
     * The server's command line; the accounts are set at every start, so that the password is always the given one.
     *
     * @param options more of the server's own
     */
    List<String> server(int port, String password, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                files.program("mariadbd"),
                "--no-defaults",
                "--basedir=" + files.base(),
                OrphanedServer.DATA + directory.resolve("data"),
                "--socket=" + socket(port),
                "--pid-file=" + pidFile(),
                "--init-file=" + accounts(password),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Without it the server makes a key pair at every start: 7 to 21 s instead of one.
                "--skip-ssl",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_bin",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=96M",
                "--performance-schema=OFF",
                "--max-allowed-packet=64M"));
        command.addAll(options);
        asRoot(command, "--user");
        return List.copyOf(command);
    }

    /** Ends a server that outlived its parent and its guard, as after a kill -9 of both: it holds the data. */
    void endOrphan() {
        new OrphanedServer(pidFile(), directory.resolve("data")).end();
    }

    /**
     * @param directory where it is run; null for this process' own
     * @throws IllegalStateException if the program fails; names the log
     */
    static void run(List<String> command, Map<String, String> environment, File directory, File stdin, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            if (stdin != null) {
                builder.redirectInput(stdin);
            }
            if (builder.start().waitFor() != 0) {
                String what =
                        stdin == null ? Path.of(command.get(0)).getFileName().toString() : stdin.toString();
                throw new IllegalStateException(what + " failed: see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.get(0), e);
        }
    }

    private Path accounts(String password) {
        String user = "'" + EmbeddedSqlServer.USER + "'@'127.0.0.1'";
        String statements = String.join(
                "\n",
                "ALTER USER 'root'@'localhost' IDENTIFIED BY '" + password + "';",
                "CREATE USER IF NOT EXISTS " + user + ";",
                "ALTER USER " + user + " IDENTIFIED BY '" + password + "';",
                "GRANT ALL PRIVILEGES ON " + EmbeddedSqlServer.DATABASE + ".* TO " + user + ";",
                "CREATE DATABASE IF NOT EXISTS " + EmbeddedSqlServer.DATABASE
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;",
                "");
        try {
            Path file = directory.resolve("accounts.sql");
            PrivateFile.write(file, statements);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    private Path pidFile() {
        return directory.resolve("mariadbd.pid");
    }

    /** A socket's path may have 107 bytes; only administrators use this one, since TCP is the same everywhere. */
    static String socket(int port) {
        return Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "mariadb-" + ProcessHandle.current().pid() + "-" + port + ".sock")
                .toString();
    }

    private static void asRoot(List<String> command, String option) {
        if ("root".equals(System.getProperty("user.name"))) {
            command.add(option + "=root");
        }
    }
}
