package dev.healthdata.benchmark.sink;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestSql;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** What one writes first: batches of upserts that the driver puts together, each a transaction, over two connections. */
final class JdbcBatches {
    private static final int BATCH = 1_000;

    private JdbcBatches() {}

    static void run(TestSql sql, RowFiles files) throws Exception {
        try (TwoStreams streams = new TwoStreams()) {
            for (Table table : Tables.all()) {
                streams.run(number -> write(sql.account(), table, files, number));
            }
        }
    }

    private static void write(SqlAccount account, Table table, RowFiles files, int stream)
            throws SQLException, IOException {
        try (Connection connection =
                        account.with("rewriteBatchedStatements=true").connect();
                PreparedStatement statement = connection.prepareStatement(upsert(table));
                BufferedReader lines = Files.newBufferedReader(files.of(table))) {
            connection.setAutoCommit(false);
            int line = 0;
            int batched = 0;
            for (String row = lines.readLine(); row != null; row = lines.readLine()) {
                if (line++ / BATCH % TwoStreams.COUNT == stream) {
                    String[] values = row.split("\t", -1);
                    for (int i = 0; i < values.length; i++) {
                        statement.setString(i + 1, values[i]);
                    }
                    statement.addBatch();
                    batched++;
                }
                if (batched == BATCH) {
                    execute(connection, statement);
                    batched = 0;
                }
            }
            execute(connection, statement);
        }
    }

    private static void execute(Connection connection, PreparedStatement statement) throws SQLException {
        statement.executeBatch();
        connection.commit();
    }

    /** {@code VALUES()} works in both servers. */
    private static String upsert(Table table) {
        List<String> columns = table.columnNames();
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + "?, ".repeat(columns.size() - 1) + "?) ON DUPLICATE KEY UPDATE "
                + columns.stream()
                        .skip(1)
                        .map(column -> column + " = VALUES(" + column + ")")
                        .collect(Collectors.joining(", "));
    }
}
