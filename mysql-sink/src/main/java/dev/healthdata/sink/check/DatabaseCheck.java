package dev.healthdata.sink.check;

import dev.healthdata.sink.check.Problems.Problem;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.Dialect;
import dev.healthdata.sink.sql.SqlFailure;
import java.security.cert.CertificateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at the server, the tables and the grants. */
public final class DatabaseCheck {
    static final String URL = "mysql-url";

    private final Database database;
    private final List<Problem> problems;

    private DatabaseCheck(Database database, List<Problem> problems) {
        this.database = database;
        this.problems = problems;
    }

    /**
     * Waits for the server to answer and to be more than read-only, checks all the rest once it does, and adds everything that is wrong to the problems.
     *
     * @return null if the server could not be asked
     */
    public static Dialect run(Database database, Duration connectTimeout, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        Dialect dialect = new DatabaseCheck(database, found).all(connectTimeout);
        problems.addAll(found);
        return dialect;
    }

    private Dialect all(Duration connectTimeout) {
        long start = System.nanoTime();
        while (true) {
            try (Connection connection = database.connect()) {
                ServerVersion version = ServerVersion.of(text(connection, "SELECT VERSION()"));
                version.problem().ifPresent(message -> problems.add(new Problem(URL, message)));
                readOnly(connection);
                new TableCheck(connection, problems).all();
                boolean wait = !problems.isEmpty() && problems.stream().allMatch(Problem::mayPass);
                if (!wait || isOver(start, connectTimeout)) {
                    return version.dialect();
                }
                // Another server may take the place of this one.
                database.leave(connection);
                problems.clear();
            } catch (SQLException e) {
                SqlFailure failure = SqlFailure.of(e);
                problems.clear();
                if (failure instanceof SqlFailure.Stop stop) {
                    problems.add(
                            new Problem(URL, "the server answers with " + stop.reference() + ". " + stop.advice()));
                    return null;
                }
                if (isCertificate(e)) {
                    problems.add(new Problem(
                            URL,
                            "the server's certificate is not trusted, or is that of another host."
                                    + " See docs/mysql-sink.md, \"TLS\"."));
                    return null;
                }
                if (isOver(start, connectTimeout)) {
                    problems.add(new Problem(
                            URL,
                            "the server does not answer (" + failure.reference()
                                    + "). Start it, or name another; --connect-timeout is how long to wait.",
                            true));
                    return null;
                }
            }
            pause();
        }
    }

    private static boolean isOver(long start, Duration timeout) {
        return System.nanoTime() - start > timeout.toNanos();
    }

    private static boolean isCertificate(SQLException error) {
        return Stream.<Throwable>iterate(error, Objects::nonNull, Throwable::getCause)
                .anyMatch(CertificateException.class::isInstance);
    }

    private void readOnly(Connection connection) throws SQLException {
        String readOnly = text(connection, "SELECT @@global.read_only");
        if (!"0".equals(readOnly) && !"OFF".equals(readOnly)) {
            // A user with more rights than needed could write nevertheless; a replica is the wrong server all the same.
            // It may be one that is about to be written to: the other has just failed.
            problems.add(new Problem(
                    URL, "the server is read-only, perhaps a replica. Name the one that is written to.", true));
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the SQL server", e);
        }
    }
}
