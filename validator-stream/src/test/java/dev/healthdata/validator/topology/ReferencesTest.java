package dev.healthdata.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.ledger.WaitingRoom;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Bench.Neighbours.class)
class ReferencesTest {
    @Parameter
    private Bench.Neighbours neighbours;

    @TempDir
    private Path stateDir;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(stateDir, neighbours);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void passesRowsWhoseParentsAreThere() {
        patient("P1");
        doctor("D1");
        visit("V1", "P1", "D1");
        report("R1", "V1");

        assertThat(bench.cleanIds("patients")).containsExactly("P1");
        assertThat(bench.cleanIds("doctors")).containsExactly("D1");
        assertThat(bench.cleanIds("visits")).containsExactly("V1");
        assertThat(bench.cleanIds("lab_reports")).containsExactly("R1");
        assertThat(bench.total().waiting()).isZero();
        assertNothingUnderWay();
    }

    @Test
    void releasesAChainOfRowsThatCameInTheWrongOrder() {
        report("R1", "V1");
        report("R2", "V1");
        visit("V1", "P1", "D1");
        doctor("D1");
        assertThat(bench.total().waiting()).isEqualTo(3);
        patient("P1");

        assertThat(bench.cleanIds("visits")).containsExactly("V1");
        assertThat(bench.cleanIds("lab_reports")).containsExactlyInAnyOrder("R1", "R2");
        assertThat(bench.total().waiting()).isZero();
        assertThat(bench.deadLetters("lab_reports")).isEmpty();
        assertNothingUnderWay();
    }

    @Test
    void reportsAllMissingReferencesAtOnceWhenTheGracePeriodIsOver() {
        visit("V1", "P1", "D1");
        assertThat(bench.deadLetters("visits")).isEmpty();
        bench.pass(Bench.GRACE);
        bench.settle();

        assertThat(bench.deadLetters("visits"))
                .containsExactly("V1 REFERENCE visits.patient_id.reference,visits.doctor_id.reference");
        assertThat(bench.tally("visits")).satisfies(tally -> {
            assertThat(tally.waiting()).isOne();
            assertThat(tally.overdue()).isOne();
            assertThat(tally.openDeadLetters()).isOne();
        });
        assertNothingUnderWay();
    }

    @Test
    void healsAnOverdueRowAndClosesItsDeadLetter() {
        visit("V1", "P1", "D1");
        bench.pass(Bench.GRACE);
        bench.settle();
        bench.deadLetters("visits");

        doctor("D1");
        assertThat(bench.deadLetters("visits")).containsExactly("V1 REFERENCE visits.patient_id.reference");
        patient("P1");

        assertThat(bench.cleanIds("visits")).containsExactly("V1");
        assertThat(bench.deadLetters("visits")).containsExactly("V1 closed");
        assertThat(bench.tally("visits")).satisfies(tally -> {
            assertThat(tally.waiting()).isZero();
            assertThat(tally.overdue()).isZero();
            assertThat(tally.openDeadLetters()).isZero();
        });
        assertNothingUnderWay();
    }

    @Test
    void endsTheGracePeriodAtOnceWhenNoMoreInputWillCome() {
        visit("V1", "P1", "D1");
        bench.grace.end();
        bench.pass(Duration.ofMillis(200));

        assertThat(bench.deadLetters("visits")).hasSize(1);
    }

    @Test
    void letsANewerVersionTakeThePlaceOfOneThatWaits() {
        visit("V1", "P1", "D1");
        doctor("D1");
        visit("V1", "P2", "D1");
        patient("P1");
        assertThat(bench.clean("visits")).isEmpty();
        assertThat(bench.tally("visits").waiting()).isOne();
        patient("P2");

        assertThat(bench.clean("visits"))
                .singleElement()
                .satisfies(row -> assertThat(row.fields().get(1)).isEqualTo("P2"));
        assertNothingUnderWay();
    }

    @Test
    void asksOnlyForTheLatestOfVersionsThatComeCloseTogether() {
        bench.rowUnsettled("visits", "V1", "P1", "D1", "2025-03-04", "", "");
        bench.rowUnsettled("visits", "V1", "P1", "D1", "2025-03-05", "", "");
        bench.settle();

        assertThat(bench.tally("visits").sent()).isEqualTo(2);
        assertNothingUnderWay();
    }

    @Test
    void doesNotTakeADoctorForFoundWhoWasOnlyAskedAbout() {
        patient("P1");
        visit("V1", "P1", "D1");
        visit("V2", "P1", "D1");
        bench.pass(Bench.GRACE);
        bench.settle();

        assertThat(bench.clean("visits")).isEmpty();
        assertThat(bench.deadLetters("visits"))
                .containsExactlyInAnyOrder(
                        "V1 REFERENCE visits.doctor_id.reference", "V2 REFERENCE visits.doctor_id.reference");
    }

    @Test
    void closesTheDeadLetterWhenAValidNewerVersionArrives() {
        bench.row("visits", "V1", "P1", "D1", "no date", "", "");
        assertThat(bench.deadLetters("visits")).containsExactly("V1 VALIDATE visits.visit_date.date");
        visit("V1", "P1", "D1");
        assertThat(bench.deadLetters("visits")).containsExactly("V1 closed");
        bench.pass(Bench.GRACE);
        bench.settle();

        assertThat(bench.records("dead-letter-visits")).singleElement().satisfies(record -> assertThat(
                        DeadLetter.from(record.headers()).orElseThrow().attempt())
                .as("not clean since the first")
                .isEqualTo(2));
    }

    @Test
    void leavesARowWaitingWhenANewerOneIsRejected() {
        visit("V1", "P1", "D1");
        bench.row("visits", "V1", "P1", "D1", "no date", "", "");
        assertThat(bench.deadLetters("visits")).containsExactly("V1 VALIDATE visits.visit_date.date");
        bench.pass(Bench.GRACE);
        bench.settle();
        assertThat(bench.deadLetters("visits")).as("the newer one's says more").isEmpty();
        assertThat(bench.tally("visits").overdue()).isOne();
        patient("P1");
        doctor("D1");

        assertThat(bench.cleanIds("visits")).containsExactly("V1");
        assertThat(bench.deadLetters("visits"))
                .as("the newer one's is still open")
                .isEmpty();
        assertThat(bench.tally("visits").openDeadLetters()).isOne();
    }

    @Test
    void tellsOthersWhichRawRecordWaits() {
        visit("V1", "P1", "D1");
        visit("V1", "P2", "D1");
        bench.row("visits", "V1", "P1", "D1", "no date", "", "");

        String waitingRoom = WaitingRoom.changelog("validator-stream", Tables.named("visits"));
        assertThat(bench.records(waitingRoom)).last().satisfies(record -> assertThat(
                        WaitingRoom.rawOffset(record.value()))
                .isEqualTo(1));
    }

    @Test
    void takesTheGracePeriodAnewForANewerVersion() {
        visit("V1", "P1", "D1");
        bench.pass(Bench.GRACE.minusSeconds(1));
        visit("V1", "P1", "D1");
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.deadLetters("visits")).isEmpty();
        bench.pass(Bench.GRACE);
        bench.settle();

        assertThat(bench.deadLetters("visits")).hasSize(1);
    }

    @Test
    void tellsIdsApartOfWhichOneBeginsLikeAnother() {
        visit("V1", "P1", "D1");
        visit("V2", "P11", "D1");
        doctor("D1");
        patient("P1");

        assertThat(bench.cleanIds("visits")).containsExactly("V1");
        assertThat(bench.tally("visits").waiting()).isOne();
    }

    @Test
    void answersThoseWhoWaitWhenANewVersionOfTheirParentIsRejected() {
        patient("P1");
        bench.row("patients", "P1", "", "F", "1990-01-02", "A+", "Bonn");
        doctor("D1");
        visit("V1", "P1", "D1");

        assertThat(bench.cleanIds("visits")).as("the row before is still there").containsExactly("V1");
    }

    private void assertNothingUnderWay() {
        Tally total = bench.total();
        assertThat(total.sent()).isEqualTo(total.received());
    }

    private void patient(String id) {
        bench.row("patients", id, "Zoë", "F", "1990-01-02", "A+", "Bonn");
    }

    private void doctor(String id) {
        bench.row("doctors", id, "Ada", "Cardiology", "North");
    }

    private void visit(String id, String patient, String doctor) {
        bench.row("visits", id, patient, doctor, "2025-03-04", "Checkup", "OPD");
    }

    private void report(String id, String visit) {
        bench.row("lab_reports", id, visit, "Blood", "Normal", "2025-03-05");
    }
}
