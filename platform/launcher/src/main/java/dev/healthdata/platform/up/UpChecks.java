package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.rule.Severities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with the settings, all of it, before anything is started. */
final class UpChecks {
    /** Broker, database and checkpoints of the reference data take about half of it. */
    private static final long MIN_FREE_BYTES = 1L << 30;

    private static final int CONNECT_TIMEOUT_SECONDS = 5;

    private UpChecks() {}

    static List<String> problems(UpSettings settings) {
        List<String> problems = new ArrayList<>();
        checkRaw(settings, problems);
        checkState(settings.state(), problems);
        checkWritable("--processed", settings.processed(), problems);
        checkPort("--kafka-port", settings.kafkaPort(), problems);
        checkPort("--mysql-port", settings.mysqlPort(), problems);
        settings.sql().ifPresent(sql -> checkAnswers(sql, problems));
        if (settings.partitions() < 1) {
            problems.add("--partitions: must be at least 1");
        }
        settings.rules().ifPresent(rules -> Severities.ofFile("--rules", rules, problems));
        settings.mapping().ifPresent(mapping -> problems.addAll(MappingCheck.problems(settings.home(), mapping)));
        return problems;
    }

    private static void checkRaw(UpSettings settings, List<String> problems) {
        if (!Files.isDirectory(settings.raw())) {
            problems.add("--raw: there is no directory " + settings.raw()
                    + "; make it, or name the one with your CSV files");
            return;
        }
        if (settings.once() && !hasCsv(settings.raw())) {
            problems.add("--raw: " + settings.raw() + " has no CSV file, and --once does not wait for one;"
                    + " './healthcare generate' makes some");
        }
    }

    private static boolean hasCsv(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
                    .anyMatch(name -> name.endsWith(".csv") || name.endsWith(".csv.gz"));
        } catch (IOException e) {
            return false;
        }
    }

    /** What it is given to, Kafka's log.dirs and Spark's local.dir, are lists of directories. */
    private static void checkState(Path state, List<String> problems) {
        if (state.toString().contains(",")) {
            problems.add("--state: " + state + " may have no comma in its path: Kafka and Spark take it for two;"
                    + " name another directory");
        } else {
            checkWritable("--state", state, problems);
        }
    }

    private static void checkWritable(String option, Path directory, List<String> problems) {
        try {
            Files.createDirectories(directory);
            Path probe = Files.createTempFile(directory, ".probe", null);
            Files.delete(probe);
            fullDisk(option, directory).ifPresent(problems::add);
        } catch (IOException e) {
            problems.add(option + ": cannot write to " + directory + " ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** Empty if there is room on the disk of a directory. */
    static Optional<String> fullDisk(String option, Path directory) {
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            return free >= MIN_FREE_BYTES
                    ? Optional.empty()
                    : Optional.of(option + ": " + directory + " has " + (free >> 20) + " MiB left on its disk, "
                            + (MIN_FREE_BYTES >> 20)
                            + " MiB are needed; free some, or name a directory on another disk");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void checkPort(String option, int port, List<String> problems) {
        if (port < 0 || port > Ports.HIGHEST) {
            problems.add(option + ": must be from 0 (any free one) to " + Ports.HIGHEST);
        } else if (port != 0 && !Ports.isFree(port)) {
            problems.add(
                    option + ": port " + port + " is taken; name another, or leave the option out for any free one");
        }
    }

    private static boolean isReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT @@global.read_only")) {
            return answer.next() && !List.of("0", "OFF").contains(answer.getString(1));
        }
    }

    private static void checkAnswers(SqlAccount sql, List<String> problems) {
        DriverManager.setLoginTimeout(CONNECT_TIMEOUT_SECONDS);
        try (Connection connection = sql.connect()) {
            connection.isValid(CONNECT_TIMEOUT_SECONDS);
            // The sink would wait for it to be so no longer, as after a switch-over.
            if (isReadOnly(connection)) {
                problems.add("MYSQL_URL: the server is read-only, perhaps a replica; name the one that is written to");
            }
        } catch (SQLException e) {
            problems.add("MYSQL_URL: the database does not answer or refuses the user (SQLState " + e.getSQLState()
                    + ", code " + e.getErrorCode() + "); check MYSQL_URL, MYSQL_USER and MYSQL_PASSWORD");
        }
    }
}
