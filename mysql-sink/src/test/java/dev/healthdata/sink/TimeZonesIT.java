package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A date is the same day wherever the sink and the server believe to be. */
class TimeZonesIT extends SinkTestCase {
    @ParameterizedTest
    @CsvSource({
        "America/Los_Angeles, -08:00",
        "Asia/Kolkata, +05:30",
        "America/Los_Angeles, +05:30",
        "Asia/Kolkata, -08:00",
        "UTC, +00:00"
    })
    void datesAreTheSameDay(String ofTheSink, String ofTheServer) throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(ofTheSink));
        sql.administer("SET GLOBAL time_zone = '" + ofTheServer + "'");
        try {
            fixture.start();
            topics.write(() -> {
                topics.row("patients", 1, "P1", "name", "F", "1970-01-01", null, null);
                topics.row("patients", 1, "P2", "name", "F", "1899-12-31", null, null);
                // A night in which Los Angeles has no half past two.
                topics.row("patients", 1, "P3", "name", "F", "2024-03-10", null, null);
            });
            fixture.awaitWritten();

            assertThat(sql.query("SELECT @@session.time_zone")).containsExactly(List.of(ofTheServer));
            assertThat(sql.query("SELECT CAST(dob AS CHAR) FROM patients ORDER BY patient_id"))
                    .containsExactly(List.of("1970-01-01"), List.of("1899-12-31"), List.of("2024-03-10"));
        } finally {
            TimeZone.setDefault(before);
            sql.administer("SET GLOBAL time_zone = 'SYSTEM'");
        }
    }
}
