package dev.healthdata.sink.check;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.check.Problems.Problem;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.Dialect;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the server, the tables and the grants. */
public final class DatabaseCheck {
    private static final String URL = "mysql-url";

    private final Database database;
    private final List<Problem> problems = new ArrayList<>();

    private DatabaseCheck(Database database) {
        this.database = database;
    }

    /**
     * Waits for the server to answer, and checks all the rest once it does.
     *
     * @throws Problems with everything that is wrong
     */
    public static Dialect run(Database database, Duration connectTimeout) throws Problems {
        DatabaseCheck check = new DatabaseCheck(database);
        Dialect dialect = check.all(Instant.now().plus(connectTimeout));
        if (!check.problems.isEmpty()) {
            throw new Problems(check.problems);
        }
        return dialect;
    }

    private Dialect all(Instant end) {
        while (true) {
            try (Connection connection = database.connect()) {
                ServerVersion version = ServerVersion.of(text(connection, "SELECT VERSION()"));
                version.problem().ifPresent(message -> problems.add(new Problem(URL, message)));
                readOnly(connection);
                for (Table table : Tables.all()) {
                    table(connection, table);
                }
                return version.dialect();
            } catch (SQLException e) {
                SqlFailure failure = SqlFailure.of(e);
                problems.clear();
                if (failure instanceof SqlFailure.Stop stop) {
                    problems.add(
                            new Problem(URL, "the server answers with " + stop.reference() + ". " + stop.advice()));
                    return null;
                }
                if (Instant.now().isAfter(end)) {
                    problems.add(new Problem(
                            URL,
                            "the server does not answer (" + failure.reference()
                                    + "). Start it, or name another; --connect-timeout is how long to wait."));
                    return null;
                }
                pause();
            }
        }
    }

    private void readOnly(Connection connection) throws SQLException {
        if ("1".equals(text(connection, "SELECT @@global.read_only"))) {
            // A user with more rights than needed could write nevertheless; a replica is the wrong server all the same.
            problems.add(
                    new Problem(URL, "the server is read-only, perhaps a replica. Name the one that is written to."));
        }
    }

    private void table(Connection connection, Table table) throws SQLException {
        Set<String> columns = columns(connection, table);
        if (columns.isEmpty()) {
            problems.add(new Problem(
                    "table " + table,
                    "is missing, or the user has no rights on it: run sql/schema.sql or grant them."));
            return;
        }
        List<String> expected =
                new ArrayList<>(table.columns().stream().map(Column::name).toList());
        expected.add(Dialect.VERSION);
        expected.stream()
                .filter(column -> !columns.contains(column))
                .forEach(column -> problems.add(
                        new Problem("table " + table, "has no column " + column + ": bring it up to date.")));
        if (columns.containsAll(expected)) {
            grants(connection, table);
        }
    }

    /** Asks for each right by a statement that needs it and touches no row. */
    private void grants(Connection connection, Table table) throws SQLException {
        String id = table.idColumn().name();
        String nothing = " WHERE 1 = 0";
        grant(connection, table, "SELECT", "SELECT " + id + " FROM " + table + nothing);
        grant(connection, table, "INSERT", "INSERT INTO " + table + " (" + id + ") SELECT 'x' FROM DUAL" + nothing);
        grant(connection, table, "UPDATE", "UPDATE " + table + " SET " + id + " = 'x'" + nothing);
        grant(connection, table, "DELETE", "DELETE FROM " + table + nothing);
    }

    private void grant(Connection connection, Table table, String right, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!(SqlFailure.of(e) instanceof SqlFailure.Stop stop)) {
                throw e;
            }
            if (Set.of(1044, 1142, 1143).contains(stop.code())) {
                problems.add(new Problem("mysql-user", "may not " + right + " in " + table + ": grant it."));
            }
        } finally {
            connection.rollback();
        }
    }

    private static Set<String> columns(Connection connection, Table table) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT column_name FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND table_name = ?")) {
            statement.setString(1, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the SQL server", e);
        }
    }
}
