package dev.healthdata.benchmark.sink;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code LOAD DATA LOCAL INFILE}, one table after the other, with all keys and constraints. */
final class LoadData {
    private LoadData() {}

    static void run(TestSql sql, RowFiles files) throws SQLException {
        for (Table table : Tables.all()) {
            load(sql.account(), table, files.of(table));
        }
    }

    static void runInTwoStreams(TestSql sql, RowFiles files) throws Exception {
        try (TwoStreams streams = new TwoStreams()) {
            for (Table table : Tables.all()) {
                streams.run(number -> load(sql.account(), table, files.half(table, number)));
            }
        }
    }

    private static void load(SqlAccount account, Table table, Path file) throws SQLException {
        try (Connection connection = account.with("allowLoadLocalInfile=true").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("LOAD DATA LOCAL INFILE '" + file + "' INTO TABLE " + table + " CHARACTER SET utf8mb4");
        }
    }

    /** MySQL's is off by default. One who may not switch it on has to have it on already. */
    static void allow(TestSql sql) {
        try {
            sql.administer("SET GLOBAL local_infile = ON");
        } catch (SQLException e) {
            // The load itself tells.
        }
    }
}
