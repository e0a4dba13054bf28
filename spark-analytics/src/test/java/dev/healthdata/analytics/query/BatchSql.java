package dev.healthdata.analytics.query;

import dev.healthdata.analytics.workload.Expected;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the batch SQL of the aggregates says over a real database. */
final class BatchSql {
    private BatchSql() {}

    /** Of the rows in force, with line ends as in the files. */
    static Map<Aggregate, String> files(Expected expected) throws SQLException {
        TestSql sql = TestSql.shared();
        sql.reset();
        for (Table table : Tables.all()) {
            insert(sql, table, expected.rows(table.name()));
        }
        Map<Aggregate, String> files = new TreeMap<>();
        for (Aggregate aggregate : Aggregate.values()) {
            StringBuilder csv = new StringBuilder(String.join(",", aggregate.columns())).append('\n');
            sql.query(aggregate.sql())
                    .forEach(row -> csv.append(Expected.csv(row)).append('\n'));
            files.put(aggregate, csv.toString());
        }
        return files;
    }

    private static void insert(TestSql sql, Table table, List<Fields> rows) throws SQLException {
        String columns = String.join(", ", table.columnNames());
        String values = "?" + ", ?".repeat(table.columns().size() - 1);
        try (Connection connection = sql.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, values))) {
            connection.setAutoCommit(false);
            // A deleted parent may leave children behind in the topics, in whatever order they were written.
            connection.createStatement().execute("SET FOREIGN_KEY_CHECKS = 0");
            for (Fields row : rows) {
                for (int i = 0; i < row.values().size(); i++) {
                    insert.setString(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
