package dev.healthdata.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.ledger.Tally;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When rows ask about the rows that they refer to, and when they need not. */
class NeighboursTest {
    @TempDir
    private Path stateDir;

    @Test
    void looksUpWhatLiesInTheSameTaskSoThatARowIsCleanAtOnce() {
        try (Bench bench = new Bench(stateDir, Bench.Neighbours.LOOKED_UP)) {
            bench.rowUnsettled("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");
            bench.rowUnsettled("doctors", "D1", "Ada", "Cardiology", "North");
            bench.rowUnsettled("visits", "V1", "P1", "D1", "2025-03-04", "", "");
            bench.rowUnsettled("lab_reports", "R1", "V1", "Glucose", "Normal", "2025-03-05");

            assertThat(bench.cleanIds("lab_reports")).containsExactly("R1");
            assertThat(bench.total().sent()).as("questions and answers").isZero();
        }
    }

    @Test
    void asksOnlyAboutWhatIsNotThereYet() {
        try (Bench bench = new Bench(stateDir, Bench.Neighbours.LOOKED_UP)) {
            bench.row("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");
            bench.row("visits", "V1", "P1", "D1", "2025-03-04", "", "");
            assertThat(bench.tally("visits").sent()).as("about the doctor").isOne();
            bench.row("doctors", "D1", "Ada", "Cardiology", "North");

            assertThat(bench.cleanIds("visits")).containsExactly("V1");
            assertNothingUnderWay(bench);
        }
    }

    @Test
    void ignoresTheAnswerToAVersionThatANewerOneReplacedWhichNeededNone() {
        try (Bench bench = new Bench(stateDir, Bench.Neighbours.LOOKED_UP)) {
            bench.row("doctors", "D1", "Ada", "Cardiology", "North");
            bench.row("patients", "P2", "Max", "M", "1990-01-02", "A+", "Bonn");
            bench.row("visits", "V1", "P1", "D1", "2025-03-04", "", "");
            bench.row("visits", "V1", "P2", "D1", "2025-03-04", "", "");
            assertThat(bench.tally("visits").waiting()).isZero();
            bench.row("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");

            assertThat(bench.clean("visits"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.fields().get(1)).isEqualTo("P2"));
            assertNothingUnderWay(bench);
        }
    }

    @Test
    void asksNoMoreAboutADoctorWhoWasFoundBeforeButAboutEachPatientWithWhomItIsCompared() {
        try (Bench bench = new Bench(stateDir, Bench.Neighbours.ASKED)) {
            bench.row("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");
            bench.row("doctors", "D1", "Ada", "Cardiology", "North");
            bench.row("visits", "V1", "P1", "D1", "2025-03-04", "", "");
            long questions = bench.tally("visits").sent();
            bench.row("visits", "V2", "P1", "D1", "2025-03-04", "", "");

            assertThat(questions).isEqualTo(2);
            assertThat(bench.tally("visits").sent()).isEqualTo(questions + 1);
            assertThat(bench.cleanIds("visits")).containsExactly("V1", "V2");
            assertNothingUnderWay(bench);
        }
    }

    private static void assertNothingUnderWay(Bench bench) {
        Tally total = bench.total();
        assertThat(total.sent()).isEqualTo(total.received());
    }
}
