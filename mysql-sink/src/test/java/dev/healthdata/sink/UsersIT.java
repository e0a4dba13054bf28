package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.testing.TestSql;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code sql/users.sql} gives what is needed and no more. */
class UsersIT {
    private static final int NOT_GRANTED = 1142;

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theSinksUserWritesRowsAndNothingElse(TestSql sql) throws Exception {
        SqlAccount account = Users.create(sql, "healthcare_sink");
        try (SinkFixture fixture = new SinkFixture(sql)) {
            fixture.start(fixture.at(account));
            fixture.topics.write(() -> {
                fixture.topics.patient("P1", "one", 1);
                fixture.topics.patient("P2", "two", 1);
            });
            fixture.awaitWritten();
            fixture.topics.write(() -> {
                fixture.topics.tombstone("patients", "P1");
                fixture.topics.patient("P2", "two", 2);
            });
            fixture.awaitWritten();
            assertThat(fixture.versions("patients")).containsExactly("P2=2");
        }
        assertThat(Users.refused(account, "DELETE FROM deleted_rows")).isEqualTo(NOT_GRANTED);
        assertThat(Users.refused(account, "DROP TABLE patients")).isEqualTo(NOT_GRANTED);
        assertThat(Users.refused(account, "CREATE TABLE other (id INT)")).isEqualTo(NOT_GRANTED);
        assertThat(Users.refused(account, "CALL GetDoctorSummary('D1')")).isNotZero();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theAnalystReadsTheTablesAndCallsTheProcedures(TestSql sql) throws Exception {
        SqlAccount account = Users.create(sql, "analyst");
        TestSql asAnalyst = TestSql.at(account, account);
        for (String table : List.of("patients", "doctors", "visits", "lab_reports")) {
            asAnalyst.query("SELECT * FROM " + table);
            assertThat(Users.refused(account, "DELETE FROM " + table)).isEqualTo(NOT_GRANTED);
        }
        for (String procedure : List.of("GetPatientHistory", "GetPatientLabReports", "GetDoctorSummary")) {
            assertThat(asAnalyst.query("CALL " + procedure + "('nobody')")).isEmpty();
        }
        assertThat(Users.refused(account, "SELECT 1 FROM deleted_rows")).isEqualTo(NOT_GRANTED);
        assertThat(Users.refused(account, "UPDATE patients SET city = 'x'")).isEqualTo(NOT_GRANTED);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void bothAreLockedUntilSomebodyGivesThemAPassword(TestSql sql) throws Exception {
        sql.administer("DROP USER IF EXISTS 'analyst'@'%'");
        Users.run(sql);
        Users.run(sql);
        SqlAccount account = new SqlAccount(sql.account().url(), "analyst", "");

        assertThat(Users.refused(account, "SELECT 1")).isIn(3118, 4151);
    }
}
