package dev.healthdata.sink.check;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.check.Problems.Problem;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.Dialect;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks at the tables, their columns and the grants on them. */
final class TableCheck {
    private static final Set<Integer> NOT_GRANTED = Set.of(1044, 1142, 1143);

    private final Connection connection;
    private final List<Problem> problems;

    /** @param problems what is wrong is added to these */
    TableCheck(Connection connection, List<Problem> problems) {
        this.connection = connection;
        this.problems = problems;
    }

    void all() throws SQLException {
        KeyCheck keys = new KeyCheck(connection, problems);
        for (Table table : Tables.all()) {
            List<String> columns = new ArrayList<>(table.columnNames());
            columns.add(Dialect.VERSION);
            Map<String, String> collations =
                    table(table.name(), columns, List.of("SELECT", "INSERT", "UPDATE", "DELETE"));
            if (!collations.isEmpty()) {
                keys.of(table, collations);
            }
        }
        Map<String, String> collations =
                table(DeletedRows.TABLE, DeletedRows.COLUMNS, List.of("SELECT", "INSERT", "UPDATE"));
        if (!collations.isEmpty()) {
            keys.of(DeletedRows.TABLE, DeletedRows.KEY, DeletedRows.KEY, collations);
        }
    }

    /** Its columns with their collations, null for one that holds no text; empty if the table is not there. */
    private Map<String, String> table(String table, List<String> expected, List<String> rights) throws SQLException {
        Map<String, String> columns = columns(table);
        if (columns.isEmpty()) {
            problems.add(new Problem(
                    "table " + table,
                    "is missing, or the user has no rights on it: run sql/schema.sql or grant them."));
            return columns;
        }
        expected.stream()
                .filter(column -> !columns.containsKey(column))
                .forEach(column -> problems.add(
                        new Problem("table " + table, "has no column " + column + ": bring it up to date.")));
        if (columns.keySet().containsAll(expected)) {
            for (String right : rights) {
                grant(table, right, harmless(right, table, expected.get(0)));
            }
        }
        return columns;
    }

    /** A statement that needs the right and touches no row. */
    private static String harmless(String right, String table, String column) {
        String nothing = " WHERE 1 = 0";
        return switch (right) {
            case "SELECT" -> "SELECT " + column + " FROM " + table + nothing;
            case "INSERT" -> "INSERT INTO " + table + " (" + column + ") SELECT 'x' FROM DUAL" + nothing;
            case "UPDATE" -> "UPDATE " + table + " SET " + column + " = 'x'" + nothing;
            default -> "DELETE FROM " + table + nothing;
        };
    }

    private void grant(String table, String right, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (NOT_GRANTED.contains(failure.code())) {
                problems.add(new Problem("mysql-user", "may not " + right + " in " + table + ": grant it."));
            } else if (failure instanceof SqlFailure.Retry && !failure.isReadOnly()) {
                throw e;
            }
            // Else: a server that is read-only does not say whether it would otherwise let the user write.
        } finally {
            connection.rollback();
        }
    }

    private Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT column_name, collation_name FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND table_name = ?")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
                }
            }
        }
        return columns;
    }
}
