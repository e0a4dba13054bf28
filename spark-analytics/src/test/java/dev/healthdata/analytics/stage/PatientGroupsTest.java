package dev.healthdata.analytics.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.event.PatientVisits;
import org.junit.jupiter.api.Test;

class PatientGroupsTest {
    private final StageRun<PatientVisits, Counts<PatientGroups.Place>> patient = new StageRun<>(new PatientGroups());

    @Test
    void countsAPatientOnceAReason() {
        assertThat(patient.batch(reason("Flu", 1), reason("Flu", 1), reason(null, 1)))
                .containsExactlyInAnyOrder(reasonTotal("Flu", 2, 1), reasonTotal(null, 1, 1));
        assertThat(patient.batch(reason("Flu", 1))).containsExactly(reasonTotal("Flu", 1, 0));
        assertThat(patient.batch(reason("Flu", -3))).containsExactly(reasonTotal("Flu", -3, -1));
    }

    @Test
    void countsAPatientOnceAHospitalHoweverManyOfItsDoctorsItSees() {
        assertThat(patient.batch(hospital("North", 1), hospital("North", 1)))
                .containsExactly(hospitalTotal("North", 1));
        assertThat(patient.batch(hospital("North", -1))).isEmpty();
        assertThat(patient.batch(hospital("North", -1), hospital("South", 1)))
                .containsExactlyInAnyOrder(hospitalTotal("North", -1), hospitalTotal("South", 1));
    }

    @Test
    void tellsAReasonFromAHospitalOfTheSameName() {
        assertThat(patient.batch(reason("X", 1), hospital("X", 1)))
                .containsExactlyInAnyOrder(reasonTotal("X", 1, 1), hospitalTotal("X", 1));
    }

    @Test
    void forgetsAPatientWithoutVisits() {
        patient.batch(reason("Flu", 1), hospital("North", 1));
        patient.batch(hospital("North", -1), reason("Flu", -1));

        assertThat(patient.remembersNothing()).isTrue();
    }

    @Test
    void refusesToTakeBackWhatItNeverCounted() {
        assertThatThrownBy(() -> patient.batch(hospital("North", -1))).isInstanceOf(IllegalStateException.class);
    }

    private static PatientVisits reason(String reason, int change) {
        return new PatientVisits("P1", Dimension.REASON, reason, change);
    }

    private static PatientVisits hospital(String hospital, int change) {
        return new PatientVisits("P1", Dimension.HOSPITAL, hospital, change);
    }

    private static Delta reasonTotal(String reason, long visits, long patients) {
        return new Delta.OfGroup(Dimension.REASON, new Group(reason), visits, patients);
    }

    private static Delta hospitalTotal(String hospital, long patients) {
        return new Delta.OfGroup(Dimension.HOSPITAL, new Group(hospital), 0, patients);
    }
}
