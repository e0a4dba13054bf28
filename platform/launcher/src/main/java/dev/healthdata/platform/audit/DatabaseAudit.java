package dev.healthdata.platform.audit;

import dev.healthdata.platform.audit.TableTopics.Clean;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares a table of the database with the newest clean rows: the same ids, each in the same version. */
final class DatabaseAudit {
    private DatabaseAudit() {}

    static void compare(Connection connection, Table table, Map<String, Clean> clean, Differences differences)
            throws SQLException {
        Set<String> missing = new HashSet<>(clean.keySet());
        clean.forEach((id, row) -> {
            if (row.equals(Clean.DELETED)) {
                missing.remove(id);
            }
        });
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE); // Connector/J: row by row instead of all at once
            try (ResultSet rows =
                    statement.executeQuery("SELECT " + table.idColumn().name() + ", version FROM " + table.name())) {
                while (rows.next()) {
                    String id = rows.getString(1);
                    missing.remove(id);
                    compare(table, id, rows.getLong(2), clean.get(id), differences);
                }
            }
        }
        missing.stream().sorted().forEach(id -> differences.add(table + " " + id + " is not in the database"));
    }

    private static void compare(Table table, String id, long version, Clean expected, Differences differences) {
        if (expected == null || expected.equals(Clean.DELETED)) {
            differences.add(table + " " + id + " is in the database and not among the clean rows");
        } else if (expected.version() != version) {
            differences.add(table + " " + id + " has version " + version + " in the database and " + expected.version()
                    + " among the clean rows");
        }
    }
}
