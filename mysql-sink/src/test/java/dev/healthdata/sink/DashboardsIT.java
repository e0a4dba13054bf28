package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.testing.Home;
import dev.healthdata.testing.TestSql;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/power-bi.md} asks of the database, and the views of {@code sql/views.sql} that it asks. */
class DashboardsIT {
    private static final Pattern SQL_BLOCK = Pattern.compile("```sql\\n(.*?);\\n```", Pattern.DOTALL);

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyStatementOfTheGuideFindsRowsForTheAnalyst(TestSql sql) throws Exception {
        fill(sql);
        SqlAccount account = Users.create(sql, "analyst");
        TestSql asAnalyst = TestSql.at(account, account);
        String guide = Files.readString(Home.path().resolve("docs").resolve("power-bi.md"));
        List<String> statements = SQL_BLOCK
                .matcher(guide)
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(sql)?\\n?", ""))
                .toList();

        assertThat(statements).hasSizeGreaterThan(5);
        for (String statement : statements) {
            assertThat(asAnalyst.query(statement.replace("P100000", "P1").replace("D2000", "D1")))
                    .as(statement)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void countPatientsOfEachBloodGroupGenderAndAge(TestSql sql) throws Exception {
        fill(sql);

        assertThat(sql.query("SELECT * FROM patients_by_blood_group ORDER BY blood_group"))
                .containsExactly(List.of("A+", "2"), List.of("unknown", "1"));
        assertThat(sql.query("SELECT * FROM patients_by_gender_and_age ORDER BY gender, age_band"))
                .containsExactly(List.of("F", "0-17", "1"), List.of("F", "18-34", "1"), List.of("M", "65+", "1"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void countVisitsOfEachMonthAndPatientsOnlyOnce(TestSql sql) throws Exception {
        fill(sql);

        assertThat(sql.query("SELECT * FROM visits_per_month ORDER BY month, visit_type"))
                .containsExactly(
                        List.of("2024-01-01", "Follow-up", "2", "1"),
                        List.of("2024-01-01", "unknown", "1", "1"),
                        List.of("2024-02-01", "Follow-up", "1", "1"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void countAbnormalResultsAmongThoseThatSaySomething(TestSql sql) throws Exception {
        fill(sql);

        assertThat(sql.query("SELECT * FROM abnormal_results ORDER BY test_type"))
                .containsExactly(List.of("HbA1c", "4", "1", "0.5000"), List.of("PCR", "1", "0", "0.0000"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void countDoctorsOfASpecializationAlsoWithoutVisits(TestSql sql) throws Exception {
        fill(sql);

        assertThat(sql.query("SELECT * FROM specializations ORDER BY specialization"))
                .containsExactly(List.of("Cardiology", "2", "4", "2"), List.of("unknown", "1", "0", "0"));
    }

    private static void fill(TestSql sql) throws Exception {
        sql.reset();
        sql.update(
                "INSERT INTO patients (patient_id, name, gender, dob, blood_group, city) VALUES"
                        + " ('P1', 'one', 'M', CURRENT_DATE - INTERVAL 65 YEAR, 'A+', 'Oslo'),"
                        + " ('P2', 'two', 'F', CURRENT_DATE - INTERVAL 18 YEAR, 'A+', 'Oslo'),"
                        + " ('P3', 'three', 'F', CURRENT_DATE - INTERVAL 18 YEAR + INTERVAL 1 DAY, NULL, NULL)",
                "INSERT INTO doctors (doctor_id, name, specialization, hospital) VALUES"
                        + " ('D1', 'one', 'Cardiology', 'North'), ('D2', 'two', 'Cardiology', 'North'),"
                        + " ('D3', 'three', NULL, NULL)",
                "INSERT INTO visits (visit_id, patient_id, doctor_id, visit_date, reason, visit_type) VALUES"
                        + " ('V1', 'P1', 'D1', '2024-01-01', 'cough', 'Follow-up'),"
                        + " ('V2', 'P1', 'D2', '2024-01-31', 'cough', 'Follow-up'),"
                        + " ('V3', 'P2', 'D1', '2024-01-15', 'cough', NULL),"
                        + " ('V4', 'P2', 'D1', '2024-02-01', 'cough', 'Follow-up')",
                "INSERT INTO lab_reports (report_id, visit_id, test_type, result, report_date) VALUES"
                        + " ('R1', 'V1', 'HbA1c', 'NORMAL', '2024-01-02'), ('R2', 'V1', 'HbA1c', 'Diabetes', '2024-01-02'),"
                        + " ('R3', 'V1', 'HbA1c', NULL, '2024-01-02'),"
                        + " ('R4', 'V2', 'HbA1c', 'Inconclusive, repeat', '2024-02-01'),"
                        + " ('R5', 'V3', 'PCR', 'Not detected', '2024-01-16')");
    }
}
