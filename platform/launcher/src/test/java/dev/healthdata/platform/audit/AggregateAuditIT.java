package dev.healthdata.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.testing.TestSql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that a spreadsheet would run, in the database and in the files. */
class AggregateAuditIT {
    private static final String AS_IT_IS = "city,patient_count\n+39,1\n-x,1\n=1+1,2\n@me,1\nRome,1\n";
    private static final String MADE_HARMLESS = "city,patient_count\n'+39,1\n'-x,1\n'=1+1,2\n'@me,1\nRome,1\n";
    private static final String SAFE = "{\"batch\":1,\"spreadsheetSafe\":true}";

    private final TestSql sql = TestSql.shared();

    @TempDir
    private Path processed;

    @BeforeEach
    void fill() throws Exception {
        sql.reset();
        sql.update("INSERT INTO patients (patient_id, name, gender, dob, city) VALUES"
                + " ('P1', 'one', 'M', '1990-01-01', '=1+1'), ('P2', 'two', 'M', '1990-01-01', '=1+1'),"
                + " ('P3', 'three', 'M', '1990-01-01', '+39'), ('P4', 'four', 'M', '1990-01-01', '-x'),"
                + " ('P5', 'five', 'M', '1990-01-01', '@me'), ('P6', 'six', 'M', '1990-01-01', 'Rome')");
    }

    @Test
    void filesForSpreadsheetsEqualTheirSqlWhereTheyAreSaidToBeSuch() throws Exception {
        assertThat(isEqual(MADE_HARMLESS, SAFE)).isTrue();
        assertThat(isEqual(AS_IT_IS, "{\"batch\":1}")).isTrue();
    }

    @Test
    void anApostropheTooManyOrTooFewIsADifference() throws Exception {
        assertThat(isEqual(MADE_HARMLESS, "{\"batch\":1}")).isFalse();
        assertThat(isEqual(AS_IT_IS, SAFE)).isFalse();
        assertThat(isEqual(MADE_HARMLESS.replace("Rome", "'Rome"), SAFE)).isFalse();
    }

    private boolean isEqual(String cities, String snapshot) throws Exception {
        Path folder = Files.createDirectories(processed.resolve("city_distribution"));
        Files.writeString(folder.resolve("city_distribution.csv"), cities);
        Files.writeString(processed.resolve("_snapshot.json"), snapshot);
        try (Connection connection = sql.connect()) {
            return AggregateAudit.equal(
                    connection, new RefusedRows(), Aggregate.CITY_DISTRIBUTION, processed, new Differences());
        }
    }
}
