package dev.healthdata.platform.compose;

import dev.healthdata.infrastructure.sql.SqlAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Looks at how many rows are in a database, while they come. */
final class StoredRows implements AutoCloseable {
    private static final String COUNT =
            "SELECT (SELECT COUNT(*) FROM patients) + (SELECT COUNT(*) FROM doctors) + (SELECT COUNT(*) FROM visits)"
                    + " + (SELECT COUNT(*) FROM lab_reports)";

    private static final Duration REST = Duration.ofSeconds(2);

    private final Connection connection;

    StoredRows(SqlAccount account) throws SQLException {
        connection = account.connect();
    }

    /** Waits until so many more are there, and says for how long none came at most. */
    Duration longestPauseUntilMore(long more) throws SQLException {
        Watch watch = new Watch(count());
        Awaitility.await(more + " more rows in the database")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> watch.see(count()) >= more);
        return Duration.ofNanos(watch.longest);
    }

    /** Waits until none came for some seconds: an audit costs more than a look, and those who bring rows have less then. */
    void awaitRest() throws SQLException {
        Watch watch = new Watch(count());
        Awaitility.await("no more rows")
                .atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    watch.see(count());
                    return System.nanoTime() - watch.since > REST.toNanos();
                });
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(COUNT)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static final class Watch {
        private final long atFirst;
        private long rows;
        private long since = System.nanoTime();
        private long longest;

        Watch(long rows) {
            this.atFirst = rows;
            this.rows = rows;
        }

        long see(long now) {
            long time = System.nanoTime();
            longest = Math.max(longest, time - since);
            if (now > rows) {
                rows = now;
                since = time;
            }
            return rows - atFirst;
        }
    }
}
