package dev.healthdata.analytics.total;

import static dev.healthdata.records.aggregate.Aggregate.DOCTOR_SUMMARY;
import static dev.healthdata.records.aggregate.Aggregate.HOSPITAL_VISITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.Facts;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.records.aggregate.Aggregate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregateRowsTest {
    private final Totals totals = new Totals();

    @Test
    void listsOnlyDoctorsWithARowAndVisits() {
        doctor("with-both", "North");
        visits("with-both", 3, 2);
        doctor("without-visits", "North");
        visits("without-row", 1, 1);

        assertThat(rows(DOCTOR_SUMMARY)).containsExactly(List.of("with-both", "3", "2", "Dr", "GP", "North"));
        assertThat(rows(HOSPITAL_VISITS)).containsExactly(List.of("North", "3", "0", "1"));
    }

    @Test
    void sumsADoctorsVisitsUnderNullWhereTheRowNamesNoHospital() {
        doctor("D1", null);
        visits("D1", 3, 2);
        totals.add(new Delta.OfGroup(Dimension.HOSPITAL, new Group((String) null), 0, 2));

        assertThat(rows(HOSPITAL_VISITS)).containsExactly(Arrays.asList(null, "3", "2", "1"));
    }

    @Test
    void dropsADoctorWhoseRowIsDeleted() {
        doctor("D1", "North");
        visits("D1", 1, 1);
        totals.add(new Delta.OfDoctor("D1", null));

        assertThat(rows(DOCTOR_SUMMARY)).isEmpty();
    }

    @Test
    void dropsAGroupThatIsEmptyAgain() {
        totals.add(new Delta.OfGroup(Dimension.CITY, new Group("Rome"), 2, 0));
        totals.add(new Delta.OfGroup(Dimension.CITY, new Group("Rome"), -2, 0));

        assertThat(rows(Aggregate.CITY_DISTRIBUTION)).isEmpty();
    }

    @Test
    void refusesChangesThatDoNotBelongToIt() {
        assertThatThrownBy(() -> totals.add(new Delta.OfGroup(Dimension.CITY, new Group("Rome"), -1, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("Rome");
    }

    private List<List<String>> rows(Aggregate aggregate) {
        return AggregateRows.of(aggregate, totals);
    }

    private void doctor(String id, String hospital) {
        totals.add(new Delta.OfDoctor(id, new Facts.OfDoctor("Dr", "GP", hospital)));
    }

    private void visits(String doctor, long visits, long patients) {
        totals.add(new Delta.OfGroup(Dimension.DOCTOR, new Group(doctor), visits, patients));
    }
}
