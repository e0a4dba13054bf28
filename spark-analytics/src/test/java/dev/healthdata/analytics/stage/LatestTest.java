package dev.healthdata.analytics.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.analytics.event.Arrival;
import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.DoctorEvent;
import dev.healthdata.analytics.event.DoctorEvent.Workplace;
import dev.healthdata.analytics.event.Event;
import dev.healthdata.analytics.event.Facts;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.event.PatientVisits;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestTest {
    private final StageRun<Arrival, Latest.Row> latest = new StageRun<>(new Latest());
    private long offset;

    @Test
    void countsANewPatientInItsCity() {
        assertThat(latest.batch(patient(1, "Rome"))).containsExactly(city("Rome", 1));
    }

    @Test
    void takesBackTheOldCityWhenAPatientMoves() {
        latest.batch(patient(1, "Rome"));

        assertThat(latest.batch(patient(2, null))).containsExactly(city("Rome", -1), city(null, 1));
    }

    @Test
    void keepsTheHighestVersionOfABatchInWhateverOrderItCame() {
        assertThat(latest.batch(patient(3, "Oslo"), patient(1, "Rome"), patient(2, "Bern")))
                .containsExactly(city("Oslo", 1));
    }

    @Test
    void ignoresAnOlderVersionInALaterBatch() {
        latest.batch(patient(3, "Oslo"));

        assertThat(latest.batch(patient(2, "Rome"))).isEmpty();
    }

    @Test
    void remembersTheVersionOfACorrectionThatChangesNothingHere() {
        latest.batch(patient(1, "Rome"));
        latest.batch(patient(3, "Rome"));

        assertThat(latest.batch(patient(2, "Bern"))).isEmpty();
    }

    @Test
    void saysNothingOfADuplicate() {
        latest.batch(patient(1, "Rome"));

        assertThat(latest.batch(patient(1, "Rome"), patient(1, "Rome"))).isEmpty();
    }

    @Test
    void countsADeletedRowAgainWhenItComesBackInANewerVersion() {
        latest.batch(patient(5, "Rome"));

        assertThat(latest.batch(deletion())).containsExactly(city("Rome", -1));
        assertThat(latest.batch(patient(6, "Bern"))).containsExactly(city("Bern", 1));
        assertThat(latest.batch(deletion())).containsExactly(city("Bern", -1));
    }

    @Test
    void bringsNoDeletedRowBackByAVersionThatIsNotNewer() {
        latest.batch(patient(3, "Oslo"), patient(5, "Rome"), patient(4, "Bern"));
        latest.batch(deletion());

        assertThat(latest.batch(patient(2, "Bern"))).isEmpty();
        assertThat(latest.batch(patient(5, "Rome"), deletion(), patient(4, "Bern")))
                .isEmpty();
        assertThat(latest.batch(patient(5, "Rome"))).isEmpty();
    }

    @Test
    void remembersADeletionInFewBytesAndNothingOfTheRow() {
        latest.batch(patient(5, "Rome"));
        latest.batch(deletion());

        assertThat(latest.state()).hasSize(1 + Long.BYTES + 1);
    }

    @Test
    void ordersADeletionWithinABatchByItsOffset() {
        Arrival before = patient(1, "Rome");
        Arrival deletion = deletion();
        Arrival after = patient(2, "Bern");

        assertThat(latest.batch(after, deletion, before)).containsExactly(city("Bern", 1));
        assertThat(latest.batch(deletion(), patient(3, "Oslo"), deletion())).containsExactly(city("Bern", -1));
    }

    @Test
    void ignoresTheDeletionOfARowThatNeverWas() {
        assertThat(latest.batch(deletion())).isEmpty();
        assertThat(latest.remembersNothing()).isTrue();
    }

    @Test
    void movesACorrectedVisitFromPatientDoctorAndReasonToOthers() {
        latest.batch(visit(1, "P1", "D1", "Flu"));

        assertThat(latest.batch(visit(2, "P2", "D2", null)))
                .containsExactlyInAnyOrder(
                        new DoctorEvent.Visits("D1", "P1", -1),
                        new PatientVisits("P1", Dimension.REASON, "Flu", -1),
                        new DoctorEvent.Visits("D2", "P2", 1),
                        new PatientVisits("P2", Dimension.REASON, null, 1));
    }

    @Test
    void movesACorrectedLabReport() {
        latest.batch(new Arrival("clean-lab-reports", "L1", 0, 1, new Facts.OfLabReport("Iron", "low")));

        assertThat(latest.batch(new Arrival("clean-lab-reports", "L1", 1, 2, new Facts.OfLabReport("Iron", null))))
                .containsExactly(
                        new Delta.OfGroup(Dimension.LAB_RESULT, new Group("Iron", "low"), -1, 0),
                        new Delta.OfGroup(Dimension.LAB_RESULT, new Group("Iron", null), 1, 0));
    }

    @Test
    void tellsEveryBucketWhereADoctorWorks() {
        List<Event> events = latest.batch(doctor(1, "Ann", "North"));

        assertThat(events).hasSize(1 + DoctorEvent.BUCKETS).contains(new DoctorEvent.Moved("D1", 15, at("North")));
        assertThat(events.stream().map(Event::key)).doesNotHaveDuplicates();
    }

    @Test
    void tellsNoBucketWhenOnlyADoctorsNameChanges() {
        latest.batch(doctor(1, "Ann", "North"));

        assertThat(latest.batch(doctor(2, "Anne", "North")))
                .containsExactly(new Delta.OfDoctor("D1", new Facts.OfDoctor("Anne", null, "North")));
    }

    @Test
    void tellsADoctorWithoutHospitalFromNoDoctor() {
        assertThat(latest.batch(doctor(1, "Ann", null))).contains(new DoctorEvent.Moved("D1", 0, at(null)));
        assertThat(latest.batch(new Arrival("clean-doctors", "D1", offset++, 0, null)))
                .contains(new Delta.OfDoctor("D1", null), new DoctorEvent.Moved("D1", 0, null));
    }

    private Arrival patient(long version, String city) {
        return new Arrival("clean-patients", "P1", offset++, version, new Facts.OfPatient(city));
    }

    private Arrival deletion() {
        return new Arrival("clean-patients", "P1", offset++, 0, null);
    }

    private Arrival visit(long version, String patient, String doctor, String reason) {
        return new Arrival("clean-visits", "V1", offset++, version, new Facts.OfVisit(patient, doctor, reason));
    }

    private Arrival doctor(long version, String name, String hospital) {
        return new Arrival("clean-doctors", "D1", offset++, version, new Facts.OfDoctor(name, null, hospital));
    }

    private static Workplace at(String hospital) {
        return new Workplace(hospital);
    }

    private static Delta city(String city, int change) {
        return new Delta.OfGroup(Dimension.CITY, new Group(city), change, 0);
    }
}
