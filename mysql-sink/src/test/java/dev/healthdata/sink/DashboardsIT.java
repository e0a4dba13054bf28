package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.testing.Home;
import dev.healthdata.testing.TestSql;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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

        assertThat(statements()).hasSizeGreaterThan(5);
        for (String statement : statements()) {
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

    /** Sorted as the columns are, whose collation pads the shorter text with spaces, tab and line end would come first. */
    @ParameterizedTest
    @MethodSource("servers")
    void statementsOfTheGuideSortTextByItsBytesAsTheFilesOfTheAggregatesAre(TestSql sql) throws Exception {
        fill(sql);
        sql.update(
                "UPDATE doctors SET specialization = 'a', hospital = 'North' WHERE doctor_id = 'D1'",
                "UPDATE doctors SET specialization = 'x', hospital = 'North\nwing' WHERE doctor_id = 'D2'",
                "UPDATE doctors SET specialization = 'x\ty' WHERE doctor_id = 'D3'",
                "INSERT INTO visits (visit_id, patient_id, doctor_id, visit_date) VALUES ('V5', 'P1', 'D3', '2024-01-01')",
                "UPDATE visits SET visit_type = 'Follow-up\nby phone' WHERE visit_id = 'V2'",
                "UPDATE lab_reports SET result = 'Diabetes', test_type = 'PCR'",
                "UPDATE lab_reports SET test_type = 'PCR\tquick' WHERE report_id = 'R1'");

        assertThat(column(sql, "GROUP BY d.hospital", 0)).containsExactly(null, "North", "North\nwing");
        assertThat(sql.query(Aggregate.HOSPITAL_VISITS.sql()).stream().map(row -> row.get(0)))
                .containsExactly(null, "North", "North\nwing");
        assertThat(column(sql, "FROM visits_per_month", 1))
                .containsExactly("Follow-up", "Follow-up\nby phone", "unknown");
        assertThat(column(sql, "FROM specializations", 0)).containsExactly("a", "x", "x\ty");
        assertThat(column(sql, "FROM abnormal_results", 0)).containsExactly("PCR", "PCR\tquick");
        assertThat(column(sql, "FROM patients_by_blood_group", 0)).containsExactly("A+", "unknown");
    }

    /** The different values of a column, in the order of the statement of the guide that has this text in it. */
    private static List<String> column(TestSql sql, String text, int column) throws Exception {
        String statement = statements().stream()
                .filter(each -> each.contains(text))
                .findFirst()
                .orElseThrow();
        return new ArrayList<>(new LinkedHashSet<>(
                sql.query(statement).stream().map(row -> row.get(column)).toList()));
    }

    private static List<String> statements() throws IOException {
        String guide = Files.readString(Home.path().resolve("docs").resolve("power-bi.md"));
        return SQL_BLOCK
                .matcher(guide)
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(sql)?\\n?", ""))
                .toList();
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
