package dev.healthdata.sink;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.sink.sql.DatabaseSettings;
import dev.healthdata.testing.TestSql;
import java.time.Duration;
import java.util.stream.Stream;

/** The SQL servers that every test runs against: MySQL where Docker answers, and MariaDB always. */
public final class Servers {
    private static TestSql mariaDb;

    private Servers() {}

    /** MySQL first, where there is one. */
    public static Stream<TestSql> all() {
        TestSql shared = TestSql.shared();
        return shared.account().url().contains("127.0.0.1") ? Stream.of(shared) : Stream.of(shared, mariaDb());
    }

    /** How a sink connects to one of them. */
    public static DatabaseSettings settings(SqlAccount account, int connections) {
        return new DatabaseSettings(
                account.url(),
                account.user(),
                account.password(),
                connections,
                Duration.ofSeconds(30),
                Duration.ofSeconds(45));
    }

    private static synchronized TestSql mariaDb() {
        if (mariaDb == null) {
            mariaDb = TestSql.embedded();
        }
        return mariaDb;
    }
}
