package dev.healthdata.producer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a clock that only the rows move; it overflows in the middle, as the system's may. */
class PaceTest {
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();
    private static final Table VISITS = Tables.find("visits").orElseThrow();
    private static final Table PATIENTS = Tables.find("patients").orElseThrow();
    private static final double A_DAY_IN_A_SECOND = 86_400;

    private long now = START;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 7, 1_000, 250_000})
    void takesTenSecondsForTheRowsOfTen(double rowsPerSecond) {
        Pace pace = new SteadyPace(rowsPerSecond, () -> now);

        for (int row = 0; row < 10 * rowsPerSecond; row++) {
            send(pace, VISITS, visit("2026-01-01"));
        }

        assertThat(elapsed()).isBetween(Duration.ofMillis(9_999), Duration.ofMillis(10_001));
    }

    @Test
    void doesNotCatchUpWithWhatTookLonger() {
        Pace pace = new SteadyPace(10, () -> now);
        send(pace, VISITS, visit("2026-01-01"));
        now += Duration.ofMinutes(1).toNanos();
        Duration before = elapsed();

        for (int row = 0; row < 10; row++) {
            send(pace, VISITS, visit("2026-01-01"));
        }

        assertThat(elapsed().minus(before)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void followsTheDatesOfVisits() {
        Pace pace = byDate();

        send(pace, VISITS, visit("2026-01-01"));
        assertThat(elapsed()).isZero();
        send(pace, VISITS, visit("2026-01-01"));
        assertThat(elapsed()).isZero();
        send(pace, VISITS, visit(" 2026-01-04 "));
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(3));
        now += Duration.ofMillis(400).toNanos(); // sending took so long
        send(pace, VISITS, visit("2026-01-05"));
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @CsvSource({"2025-12-31", "yesterday", "2027-01-01", "''"})
    void letsADateThatIsOldWrongOrOfTheFuturePassAndHoldUpNothing(String date) {
        Pace pace = byDate();
        send(pace, VISITS, visit("2026-01-01"));

        send(pace, VISITS, visit(date));
        send(pace, VISITS, new CsvRow.Malformed(2, 3, new byte[0], null));
        assertThat(elapsed()).isZero();

        send(pace, VISITS, visit("2026-01-02"));
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void makesNoPauseThatLooksLikeAFault() {
        Pace pace = byDate();
        send(pace, VISITS, visit("1926-01-01"));

        send(pace, VISITS, visit("2026-01-01"));

        assertThat(elapsed()).isEqualTo(DatePace.LONGEST_PAUSE);
    }

    @Test
    void doesNotWaitForTheBirthOfPatients() {
        Pace pace = byDate();
        send(pace, PATIENTS, new CsvRow.Row(1, 2, List.of("P1", "Ann", "F", "1950-01-01", "", "")));

        send(pace, PATIENTS, new CsvRow.Row(2, 3, List.of("P2", "Bob", "M", "1950-01-09", "", "")));

        assertThat(elapsed()).isZero();
    }

    private Pace byDate() {
        Clock today = Clock.fixed(Instant.parse("2026-10-01T12:00:00Z"), ZoneOffset.UTC);
        return new DatePace(A_DAY_IN_A_SECOND, () -> now, today);
    }

    private void send(Pace pace, Table table, CsvRow row) {
        long turn = pace.turnOf(table, row);
        now += Math.max(turn - now, 0);
    }

    private static CsvRow visit(String date) {
        return new CsvRow.Row(1, 2, List.of("V1", "P1", "D1", date, "", ""));
    }

    private Duration elapsed() {
        return Duration.ofNanos(now - START);
    }
}
