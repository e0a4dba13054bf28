package dev.healthdata.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.healthdata.records.envelope.Warnings;
import dev.healthdata.records.rule.Severities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Bench.Neighbours.class)
class SeverityTest {
    @Parameter
    private Bench.Neighbours neighbours;

    private static final String BEFORE_BIRTH = "visits.visit_date.before_birth";
    private static final String[] PATIENT = {"P1", "Ada", "F", "2000-01-01", "", ""};
    private static final String[] DOCTOR = {"D1", "Bo", "", ""};
    private static final String[] TOO_EARLY = {"V1", "P1", "D1", "1999-12-31", "n/a", ""};
    private static final String[] IN_TIME = {"V1", "P1", "D1", "2000-01-01", "", ""};

    @TempDir
    private Path stores;

    @Test
    void aRowThatWaitedNamesWhatItsOwnRulesFoundAndWhatTheOtherRowShowed() {
        try (Bench bench = new Bench(stores, neighbours)) {
            bench.row("visits", TOO_EARLY);
            bench.row("patients", PATIENT);
            bench.row("doctors", DOCTOR);

            assertThat(warnings(bench)).containsExactly("visits.reason.placeholder," + BEFORE_BIRTH);
        }
    }

    @Test
    void whatTheFirstAnswerShowedIsKnownBeyondTheGracePeriod() {
        try (Bench bench = new Bench(stores, neighbours)) {
            bench.row("visits", TOO_EARLY);
            bench.row("patients", PATIENT);
            bench.pass(Bench.GRACE);
            bench.settle();
            bench.row("doctors", DOCTOR);

            assertThat(warnings(bench)).containsExactly("visits.reason.placeholder," + BEFORE_BIRTH);
        }
    }

    @Test
    void aRuleOfTwoRowsCanRejectAndACorrectionHeals() {
        try (Bench bench = new Bench(stores, severities(BEFORE_BIRTH, "reject"), neighbours)) {
            bench.row("patients", PATIENT);
            bench.row("doctors", DOCTOR);
            bench.row("visits", TOO_EARLY);

            assertThat(bench.clean("visits")).isEmpty();
            assertThat(bench.deadLetters("visits")).containsExactly("V1 REFERENCE " + BEFORE_BIRTH);
            assertThat(bench.tally("visits").rejected()).isEqualTo(1);
            assertThat(bench.tally("visits").waiting()).isZero();

            bench.row("visits", IN_TIME);

            assertThat(bench.cleanIds("visits")).containsExactly("V1");
            assertThat(bench.deadLetters("visits")).containsExactly("V1 closed");
        }
    }

    @Test
    void aRowReportedAsWaitingIsThenRejectedUnderTheSameAttempt() {
        try (Bench bench = new Bench(stores, severities(BEFORE_BIRTH, "reject"), neighbours)) {
            bench.row("doctors", DOCTOR);
            bench.row("visits", TOO_EARLY);
            bench.pass(Bench.GRACE);
            bench.settle();
            bench.row("patients", PATIENT);

            assertThat(bench.deadLetters("visits"))
                    .containsExactly("V1 REFERENCE visits.patient_id.reference", "V1 REFERENCE " + BEFORE_BIRTH);
            assertThat(bench.tally("visits").openDeadLetters()).isEqualTo(1);
        }
    }

    @Test
    void aRuleThatIsOffFindsNothing() {
        try (Bench bench = new Bench(stores, severities(BEFORE_BIRTH, "off"), neighbours)) {
            bench.row("patients", PATIENT);
            bench.row("doctors", DOCTOR);
            bench.row("visits", TOO_EARLY);

            assertThat(warnings(bench)).containsExactly("visits.reason.placeholder");
        }
    }

    @Test
    void findingsAreCountedByRule() {
        try (Bench bench = new Bench(stores, neighbours)) {
            bench.row("patients", PATIENT);
            bench.row("doctors", DOCTOR);
            bench.row("visits", TOO_EARLY);
            bench.row("visits", TOO_EARLY);
            bench.row("patients", "P2", "", "f", "2000-01-01", "", "");

            assertThat(bench.findings("visits")).containsEntry(BEFORE_BIRTH, 2L);
            assertThat(bench.findings("patients"))
                    .containsOnly(Map.entry("patients.name.required", 1L), Map.entry("patients.gender.allowed", 1L));
        }
    }

    @Test
    void leavesARowWaitingWhenANewerOneIsRejectedForTheRowsThatWereLookedUp() {
        assumeThat(neighbours).isEqualTo(Bench.Neighbours.LOOKED_UP);
        try (Bench bench = new Bench(stores, severities(BEFORE_BIRTH, "reject"), neighbours)) {
            bench.row("doctors", DOCTOR);
            bench.row("patients", "P2", "Zoe", "F", "2000-01-01", "", "");
            bench.rowUnsettled("visits", IN_TIME);
            bench.row("visits", "V1", "P2", "D1", "1999-12-31", "", "");
            assertThat(bench.deadLetters("visits")).containsExactly("V1 REFERENCE " + BEFORE_BIRTH);
            assertThat(bench.tally("visits").waiting()).isEqualTo(1);

            bench.row("patients", PATIENT);

            assertThat(bench.cleanIds("visits")).containsExactly("V1");
            assertThat(bench.tally("visits").waiting()).isZero();
        }
    }

    private static Severities severities(String rule, String severity) {
        List<String> problems = new ArrayList<>();
        Severities severities = Severities.of(Map.of(Severities.PREFIX + rule, severity), problems);
        assertThat(problems).isEmpty();
        return severities;
    }

    private static List<String> warnings(Bench bench) {
        return bench.records("clean-visits").stream()
                .map(record -> Warnings.join(Warnings.from(record.headers())))
                .toList();
    }
}
