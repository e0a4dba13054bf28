package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written of the clean topics, and that nothing older replaces it. */
class StoredRowsIT extends SinkTestCase {
    @Test
    void storesTheRowsOfAllTablesWithTheirVersions() throws Exception {
        topics.write(() -> {
            topics.row("patients", 7, "P1", "Zoë O'Neil, \"Zo\" \\ 李", "Other", "1899-12-31", null, null);
            topics.doctor("D1", 8);
            topics.visit("V1", "P1", "D1", 9);
            topics.labReport("L1", "V1", 10);
        });
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.rows("patients"))
                .containsExactly(java.util.Arrays.asList(
                        "P1", "Zoë O'Neil, \"Zo\" \\ 李", "Other", "1899-12-31", null, null, "7"));
        assertThat(fixture.rows("doctors"))
                .containsExactly(List.of("D1", "Dr. Ngũgĩ", "Cardiology", "St. Mary's", "8"));
        assertThat(fixture.rows("visits"))
                .containsExactly(List.of("V1", "P1", "D1", "2024-03-31", "Check-up", "Outpatient", "9"));
        assertThat(fixture.rows("lab_reports"))
                .containsExactly(List.of("L1", "V1", "HbA1c", "5.4", "2024-04-01", "10"));
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void anOlderVersionNeverReplacesANewerOne() throws Exception {
        fixture.start();
        topics.write(() -> topics.patient("P1", "second", 2));
        fixture.awaitWritten();
        topics.write(() -> topics.patient("P1", "first", 1));
        fixture.awaitWritten();
        assertThat(fixture.rows("patients").get(0)).contains("second").endsWith("2");

        topics.write(() -> {
            topics.patient("P1", "fourth", 4);
            topics.patient("P1", "third", 3);
        });
        fixture.awaitWritten();
        assertThat(fixture.rows("patients").get(0)).contains("fourth").endsWith("4");
    }

    @Test
    void theSameRecordsAgainChangeNothing() throws Exception {
        Runnable rows = () -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 2);
            topics.visit("V1", "P1", "D1", 3);
        };
        fixture.start();
        topics.write(rows);
        fixture.awaitWritten();
        var before = fixture.rows("visits");
        topics.write(rows);
        fixture.awaitWritten();

        assertThat(fixture.rows("visits")).isEqualTo(before);
    }

    @Test
    void severalSinksShareTheWork() throws Exception {
        fixture.start();
        fixture.start();
        topics.write(() -> {
            topics.doctor("D1", 1);
            for (int i = 0; i < 500; i++) {
                topics.labReport("L" + i, "V" + i, 2);
                topics.visit("V" + i, "P" + i, "D1", 2);
                topics.patient("P" + i, "name", 2);
            }
        });
        fixture.awaitWritten();

        assertThat(fixture.rows("lab_reports")).hasSize(500);
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void theProceduresAnswerWithWhatWasWritten() throws Exception {
        fixture.start();
        topics.write(() -> {
            topics.patient("P1", "one", 1);
            topics.doctor("D1", 2);
            topics.visit("V1", "P1", "D1", 3);
            topics.visit("V2", "P1", "D1", 3);
            topics.labReport("L1", "V1", 4);
        });
        fixture.awaitWritten();

        assertThat(sql.query("CALL GetPatientHistory('P1')")).hasSize(2);
        assertThat(sql.query("CALL GetPatientLabReports('P1')")).hasSize(1);
        assertThat(sql.query("CALL GetDoctorSummary('D1')").get(0)).contains("D1", "2", "1", "2024-03-31");
    }
}
