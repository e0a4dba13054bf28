package dev.healthdata.benchmark.sink;

import dev.healthdata.testing.TestSql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The database server's own counts of what it was asked to do, by everybody, since it started. */
record ServerStatus(Map<String, Long> counts) {
    static ServerStatus read(TestSql sql) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        for (List<String> row : sql.query("SHOW GLOBAL STATUS")) {
            if (row.get(1) != null && row.get(1).matches("\\d{1,18}")) {
                counts.put(row.get(0).toLowerCase(Locale.ROOT), Long.parseLong(row.get(1)));
            }
        }
        return new ServerStatus(counts);
    }

    /** How much a count has grown. */
    long since(ServerStatus before, String name) {
        return counts.getOrDefault(name, 0L) - before.counts().getOrDefault(name, 0L);
    }
}
