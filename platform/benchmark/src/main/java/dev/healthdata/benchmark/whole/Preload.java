package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.books.CleanEnds;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Rows that are in a platform before it is measured. */
final class Preload {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final long LOOK_MILLIS = 250;
    private static final String SINK = "mysql-sink";

    private Preload() {}

    /** Returns when all are stored and published. */
    static void run(RunningUp up, Rows rows) throws IOException, SQLException, InterruptedException {
        Map<Table, Writer> files = new HashMap<>();
        try {
            for (Table table : Tables.all()) {
                files.put(table, Files.newBufferedWriter(hidden(up, table)));
                write(files.get(table), table.columnNames());
            }
            rows.forEach((table, values) -> write(files.get(table), List.of(values)));
        } finally {
            for (Writer each : files.values()) {
                each.close();
            }
        }
        for (Table table : Tables.all()) {
            Files.move(hidden(up, table), up.raw().resolve(table + ".csv"));
        }
        await(up, rows.count());
    }

    private static Path hidden(RunningUp up, Table table) {
        return up.raw().resolve("." + table + ".csv");
    }

    private static void write(Writer file, List<String> values) {
        try {
            file.write(String.join(",", values) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String version(SqlAccount account) throws SQLException {
        return value(account, "SELECT VERSION()");
    }

    private static void await(RunningUp up, long rows) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (TopicReader reader = new TopicReader(up.kafka());
                Admin admin = Admin.create(up.kafka())) {
            CleanEnds ends = new CleanEnds(reader, admin, SINK, up.processed());
            while (true) {
                CleanEnds.Behind behind = ends.read();
                if (behind.database() == 0 && behind.aggregates() == 0 && stored(up.sql()) == rows) {
                    return;
                }
                up.expectAlive();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(stored(up.sql()) + " of " + rows + " rows stored after " + LIMIT);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private static long stored(SqlAccount account) throws SQLException {
        return Long.parseLong(value(
                account,
                Tables.all().stream()
                        .map(table -> "(SELECT COUNT(*) FROM " + table + ")")
                        .collect(Collectors.joining(" + ", "SELECT ", ""))));
    }

    private static String value(SqlAccount account, String sql) throws SQLException {
        return TestSql.at(account, account).query(sql).get(0).get(0);
    }
}
