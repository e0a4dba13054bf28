package dev.healthdata.records.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.TopicSpec;
import dev.healthdata.records.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void listsEachTableAfterThoseThatItRefersTo() {
        assertThat(Tables.all())
                .extracting(Table::name)
                .containsExactly("patients", "doctors", "visits", "lab_reports");
    }

    @Test
    void readsColumnsInTheOrderOfTheCsvHeader() {
        assertThat(Tables.named("lab_reports").columnNames())
                .containsExactly("report_id", "visit_id", "test_type", "result", "report_date");
        assertThat(Tables.named("visits").columns().get(3))
                .isEqualTo(new Column("visit_date", Column.Type.DATE, Column.UNBOUNDED, true));
    }

    @Test
    void knowsWhoRefersToWhom() {
        assertThat(Tables.named("visits").references())
                .containsExactly(new Reference("patient_id", 1, "patients"), new Reference("doctor_id", 2, "doctors"));
        assertThat(Tables.referringTo(Tables.named("visits"))).containsExactly(Tables.named("lab_reports"));
    }

    @Test
    void namesTopicsWithHyphens() {
        assertThat(Topics.all(4))
                .extracting(TopicSpec::name)
                .containsExactlyInAnyOrder(
                        "raw-patients",
                        "clean-patients",
                        "dead-letter-patients",
                        "raw-doctors",
                        "clean-doctors",
                        "dead-letter-doctors",
                        "raw-visits",
                        "clean-visits",
                        "dead-letter-visits",
                        "raw-lab-reports",
                        "clean-lab-reports",
                        "dead-letter-lab-reports",
                        "ingest-progress",
                        "audit-log");
    }

    @Test
    void cleanTopicsDoNotForgetWhatWasDeleted() {
        assertThat(Topics.all(4))
                .filteredOn(topic -> topic.name().startsWith("clean-"))
                .hasSize(4)
                .allSatisfy(topic -> assertThat(Duration.ofMillis(
                                Long.parseLong(topic.settings().get("delete.retention.ms"))))
                        .isGreaterThan(Duration.ofDays(365 * 50L)));
    }

    @Test
    void refusesATableThatItDoesNotHave() {
        assertThatThrownBy(() -> Tables.named("payers")).hasMessage("no table payers");
        assertThat(Tables.find("payers")).isEmpty();
    }

    @Test
    void showsNothingOfARow() {
        assertThat(List.of(
                        new Patient("CANARY", "CANARY", "F", "1980-01-01", null, "CANARY"),
                        new Doctor("CANARY", "CANARY", null, null),
                        new Visit("CANARY", "P", "D", "2026-01-01", "CANARY", null),
                        new LabReport("CANARY", "V", "CANARY", null, "2026-01-01")))
                .allSatisfy(row -> assertThat(row.toString()).doesNotContain("CANARY"));
    }
}
