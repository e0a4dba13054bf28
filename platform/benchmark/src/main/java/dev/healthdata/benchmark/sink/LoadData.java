package dev.healthdata.benchmark.sink;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestSql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code LOAD DATA LOCAL INFILE}, one table after the other, with all keys and constraints. */
final class LoadData {
    private LoadData() {}

    static void run(TestSql sql, RowFiles files) throws SQLException {
        SqlAccount account = sql.account();
        String url = account.url() + (account.url().contains("?") ? "&" : "?") + "allowLoadLocalInfile=true";
        try (Connection connection = DriverManager.getConnection(url, account.user(), account.password());
                Statement statement = connection.createStatement()) {
            for (Table table : Tables.all()) {
                statement.execute("LOAD DATA LOCAL INFILE '" + files.of(table) + "' INTO TABLE " + table
                        + " CHARACTER SET utf8mb4");
            }
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
