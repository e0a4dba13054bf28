package dev.healthdata.infrastructure.sql;

import dev.healthdata.infrastructure.process.ManagedProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Waiting for a server that does not say when it is up. */
final class SqlReadiness {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private SqlReadiness() {}

    static void await(ManagedProcess process, SqlAccount account) {
        Instant end = Instant.now().plus(TIMEOUT);
        SQLException last = null;
        while (process.isAlive() && Instant.now().isBefore(end)) {
            try (Connection connection = account.connect()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                last = e;
            }
            pause();
        }
        String what = process.isAlive() ? "does not answer" : "ended at its start";
        throw new IllegalStateException("the SQL server " + what + ": see " + process.log(), last);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the SQL server starts", e);
        }
    }
}
