package dev.healthdata.analytics.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.DoctorEvent;
import dev.healthdata.analytics.event.DoctorEvent.Moved;
import dev.healthdata.analytics.event.DoctorEvent.Visits;
import dev.healthdata.analytics.event.DoctorEvent.Workplace;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.event.PatientVisits;
import org.junit.jupiter.api.Test;

class DoctorPatientsTest {
    private final StageRun<DoctorEvent, DoctorPatients.Bucket> doctor = new StageRun<>(new DoctorPatients());

    @Test
    void countsAPatientOnceHoweverOftenItComes() {
        assertThat(doctor.batch(visits("P1", 1), visits("P1", 1), visits("P2", 1)))
                .containsExactly(total(3, 2));
        assertThat(doctor.batch(visits("P1", 1))).containsExactly(total(1, 0));
    }

    @Test
    void countsAPatientUntilTheLastVisitIsTakenBack() {
        doctor.batch(visits("P1", 2));

        assertThat(doctor.batch(visits("P1", -1))).containsExactly(total(-1, 0));
        assertThat(doctor.batch(visits("P1", -1))).containsExactly(total(-1, -1));
        assertThat(doctor.remembersNothing()).isTrue();
    }

    @Test
    void saysNothingWhenAVisitIsTakenBackAndPutAgain() {
        doctor.batch(moved("North"), visits("P1", 1));

        assertThat(doctor.batch(visits("P1", -1), visits("P1", 1))).isEmpty();
    }

    @Test
    void sendsItsPatientsToTheHospital() {
        assertThat(doctor.batch(moved("North"), visits("P1", 1), visits("P2", 1)))
                .containsExactlyInAnyOrder(atHospital("P1", "North", 1), atHospital("P2", "North", 1), total(2, 2));
        assertThat(doctor.batch(visits("P1", 1))).containsExactly(total(1, 0));
        assertThat(doctor.batch(visits("P2", -1))).containsExactly(atHospital("P2", "North", -1), total(-1, -1));
    }

    @Test
    void sendsThemAllAgainWhenTheDoctorMoves() {
        doctor.batch(moved("North"), visits("P1", 1), visits("P2", 1));

        assertThat(doctor.batch(visits("P2", -1), visits("P3", 1), moved("South")))
                .containsExactlyInAnyOrder(
                        atHospital("P1", "North", -1),
                        atHospital("P2", "North", -1),
                        atHospital("P1", "South", 1),
                        atHospital("P3", "South", 1));
    }

    @Test
    void keepsPatientsOfADoctorWhoseRowComesLater() {
        assertThat(doctor.batch(visits("P1", 1))).containsExactly(total(1, 1));
        assertThat(doctor.batch(moved(null))).containsExactly(atHospital("P1", null, 1));
        assertThat(doctor.batch(new Moved("D1", 0, null))).containsExactly(atHospital("P1", null, -1));
    }

    @Test
    void remembersWhereADoctorWithoutPatientsWorks() {
        assertThat(doctor.batch(moved("North"))).isEmpty();
        assertThat(doctor.remembersNothing()).isFalse();
        assertThat(doctor.batch(visits("P1", 1))).contains(atHospital("P1", "North", 1));
    }

    @Test
    void refusesToTakeBackWhatItNeverCounted() {
        assertThatThrownBy(() -> doctor.batch(visits("P1", -1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("P1");
    }

    private static Visits visits(String patient, int change) {
        return new Visits("D1", patient, change);
    }

    private static Moved moved(String hospital) {
        return new Moved("D1", 0, new Workplace(hospital));
    }

    private static PatientVisits atHospital(String patient, String hospital, int change) {
        return new PatientVisits(patient, Dimension.HOSPITAL, hospital, change);
    }

    private static Delta total(long visits, long patients) {
        return new Delta.OfGroup(Dimension.DOCTOR, new Group("D1"), visits, patients);
    }
}
