package dev.healthdata.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.envelope.Closing;
import java.nio.file.Path;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator closes dead letters of rows that are none. */
class ClosingTest {
    @TempDir
    private Path stateDir;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(stateDir);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void closesTheDeadLetterAndIsNoRowItself() {
        bench.row("doctors", "D1", "", "", "");

        closing("doctors", "D1", 0);

        assertThat(bench.deadLetters("doctors")).containsExactly("D1 VALIDATE doctors.name.required", "D1 closed");
        assertThat(bench.tally("doctors").openDeadLetters()).isZero();
        assertThat(bench.tally("doctors").rows()).isOne();
        assertThat(bench.tally("doctors").rawOffset()).isOne();
    }

    @Test
    void leavesADeadLetterOpenThatIsNewerThanTheOneThatTheOperatorSaw() {
        bench.row("doctors", "D1", "", "", "");
        bench.row("doctors", "D1", "", "", "North");

        closing("doctors", "D1", 0);

        assertThat(bench.deadLetters("doctors")).noneMatch(letter -> letter.endsWith("closed"));
        assertThat(bench.tally("doctors").openDeadLetters()).isOne();
    }

    @Test
    void endsTheWaitingOfARowThatIsNone() {
        bench.row("lab_reports", "L1", "V1", "Iron", "7", "2026-01-02");
        bench.pass(Bench.GRACE.plusSeconds(1));
        bench.settle();
        assertThat(bench.tally("lab_reports").overdue()).isOne();

        closing("lab_reports", "L1", 0);

        assertThat(bench.deadLetters("lab_reports")).endsWith("L1 closed");
        assertThat(bench.tally("lab_reports").waiting()).isZero();
        assertThat(bench.tally("lab_reports").overdue()).isZero();
        assertThat(bench.total().sent()).isEqualTo(bench.total().received());
    }

    @Test
    void leavesAnOlderRowWaitingThanTheOneThatIsNone() {
        bench.row("lab_reports", "L1", "V1", "Iron", "7", "2026-01-02");
        bench.row("lab_reports", "L1", "V1", "Iron", "7", "no date");

        closing("lab_reports", "L1", 1);
        assertThat(bench.deadLetters("lab_reports"))
                .containsExactly("L1 VALIDATE lab_reports.report_date.date", "L1 closed");
        bench.row("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");
        bench.row("doctors", "D1", "Ada", "Cardiology", "North");
        bench.row("visits", "V1", "P1", "D1", "2025-03-04", "Checkup", "OPD");

        assertThat(bench.cleanIds("lab_reports")).containsExactly("L1");
        assertThat(bench.tally("lab_reports").openDeadLetters()).isZero();
    }

    @Test
    void reportsAnOlderRowThatIsOverdueInPlaceOfTheOneThatIsNone() {
        bench.row("lab_reports", "L1", "V1", "Iron", "7", "2026-01-02");
        bench.row("lab_reports", "L1", "V1", "Iron", "7", "no date");
        bench.pass(Bench.GRACE.plusSeconds(1));
        bench.settle();

        closing("lab_reports", "L1", 1);

        assertThat(bench.deadLetters("lab_reports"))
                .containsExactly(
                        "L1 VALIDATE lab_reports.report_date.date",
                        "L1 closed",
                        "L1 REFERENCE lab_reports.visit_id.reference");
        assertThat(bench.tally("lab_reports").openDeadLetters()).isOne();
    }

    @Test
    void closesNothingTwiceAndNothingThatIsUnknown() {
        bench.row("doctors", "D1", "", "", "");

        closing("doctors", "D1", 0);
        closing("doctors", "D1", 0);
        closing("doctors", "D2", 9);

        assertThat(bench.deadLetters("doctors")).containsExactly("D1 VALIDATE doctors.name.required", "D1 closed");
        assertThat(bench.tally("doctors").openDeadLetters()).isZero();
    }

    private void closing(String table, String key, long upTo) {
        Headers headers = bench.headers();
        new Closing(upTo).writeTo(headers);
        bench.raw(table, key, null, headers);
        bench.settle();
    }
}
