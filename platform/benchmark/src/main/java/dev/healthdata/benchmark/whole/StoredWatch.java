package dev.healthdata.benchmark.whole;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks for probes in the database, every few milliseconds; only committed rows show. */
final class StoredWatch {
    private static final long LOOK_MILLIS = 5;
    private static final Table VISITS = Tables.named("visits");
    private static final Table REPORTS = Tables.named("lab_reports");
    private static final List<String> QUERIES = List.of(
            "SELECT visit_id FROM visits WHERE visit_id >= ? AND visit_id < ?",
            "SELECT report_id FROM lab_reports WHERE report_id >= ? AND report_id < ?");

    private StoredWatch() {}

    /** Returns when all are stored, or the thread is interrupted. */
    static void run(SqlAccount account, FeedRows rows, Probes probes) throws SQLException, InterruptedException {
        try (Connection connection = account.connect();
                PreparedStatement visits = connection.prepareStatement(QUERIES.get(0));
                PreparedStatement reports = connection.prepareStatement(QUERIES.get(1))) {
            while (!probes.allStored()) {
                look(visits, VISITS, rows, probes);
                look(reports, REPORTS, rows, probes);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private static void look(PreparedStatement query, Table table, FeedRows rows, Probes probes) throws SQLException {
        query.setString(1, probes.firstNotStored(table));
        query.setString(2, rows.probesEnd());
        try (ResultSet found = query.executeQuery()) {
            long now = System.nanoTime();
            while (found.next()) {
                probes.stored(found.getString(1), now);
            }
        }
    }
}
