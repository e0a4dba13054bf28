package dev.healthdata.sink;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.testing.Home;
import dev.healthdata.testing.TestSql;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;

/** The accounts of {@code sql/users.sql}. */
final class Users {
    private Users() {}

    /** Runs the file, and does for one account what it says that an administrator has to do. */
    static SqlAccount create(TestSql sql, String user) throws Exception {
        run(sql);
        sql.administer(
                "ALTER USER '" + user + "'@'%' IDENTIFIED BY 'Test-0nly'",
                "ALTER USER '" + user + "'@'%' ACCOUNT UNLOCK");
        return new SqlAccount(sql.account().url(), user, "Test-0nly");
    }

    static void run(TestSql sql) throws Exception {
        String script = Files.readString(Home.path().resolve("sql").resolve("users.sql"))
                .replaceAll("(?m)^--.*$", "");
        String[] statements = Arrays.stream(script.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toArray(String[]::new);
        sql.administer(statements);
    }

    /** The number of the error with which a statement is refused, 0 if it is not. */
    static int refused(SqlAccount account, String statement) {
        try {
            TestSql.at(account, account).update(statement);
            return 0;
        } catch (SQLException e) {
            return e.getErrorCode();
        }
    }
}
