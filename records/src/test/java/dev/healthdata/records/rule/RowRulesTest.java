package dev.healthdata.records.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Fields;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowRulesTest {
    private static final Map<String, String> PATIENT = Map.of(
            "patient_id",
            "P1",
            "name",
            "Ada O'Neil",
            "gender",
            "F",
            "dob",
            "1980-02-29",
            "blood_group",
            "O+",
            "city",
            "X");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

    private final RowRules rules = new RowRules(CLOCK, Severities.defaults());

    @ParameterizedTest
    @CsvSource({
        "dob, 1905-06-15, patients.dob.age",
        "name, UNKNOWN, patients.name.placeholder",
        "city, n/a, patients.city.placeholder",
    })
    void warnsOfAPatientThatIsImplausible(String column, String value, String rule) {
        Outcome outcome = judge("patients", with(PATIENT, column, value));

        assertThat(((Outcome.Valid) outcome).warnings())
                .extracting(Violation::rule)
                .containsExactly(rule);
    }

    @Test
    void takesWhoIsExactlyAsOldAsAllowed() {
        assertThat(judge("patients", with(PATIENT, "dob", "1905-06-16"))).isEqualTo(new Outcome.Valid(List.of()));
    }

    @Test
    void followsTheSeveritiesOfTheConfiguration() {
        Map<String, String> changes =
                Map.of("rules.patients.gender.allowed", "warn", "rules.patients.blood_group.allowed", "off");
        RowRules changed = new RowRules(CLOCK, Severities.of(changes, new ArrayList<>()));
        Map<String, String> row = with(with(PATIENT, "gender", "f"), "blood_group", "o+");

        Outcome outcome = changed.judge(Fields.trimmed(Tables.named("patients"), row));

        assertThat(((Outcome.Valid) outcome).warnings())
                .extracting(Violation::rule)
                .containsExactly("patients.gender.allowed");
    }

    @Test
    void acceptsAValidRow() {
        assertThat(judge("patients", PATIENT)).isEqualTo(new Outcome.Valid(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blood_group", "city"})
    void acceptsARowWithoutAnOptionalField(String column) {
        assertThat(rulesBrokenBy("patients", with(PATIENT, column, " "))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "patient_id, '', patients.patient_id.required",
        "name, ' ', patients.name.required",
        "gender, '', patients.gender.required",
        "gender, f, patients.gender.allowed",
        "dob, '', patients.dob.required",
        "dob, 29/02/1980, patients.dob.date",
        "dob, 1981-02-29, patients.dob.date",
        "dob, 0980-01-01, patients.dob.date",
        "dob, +1980-1-01, patients.dob.date",
        "dob, 2026-06-17, patients.dob.future",
        "blood_group, o+, patients.blood_group.allowed",
    })
    void rejectsAPatientThatBreaksARule(String column, String value, String rule) {
        assertThat(rulesBrokenBy("patients", with(PATIENT, column, value))).containsExactly(rule);
    }

    @Test
    void acceptsABirthOnADayThatHasBegunSomewhere() {
        assertThat(rulesBrokenBy("patients", with(PATIENT, "dob", "2026-06-16")))
                .isEmpty();
    }

    @Test
    void countsTheLengthOfATextInCodePoints() {
        assertThat(rulesBrokenBy("patients", with(PATIENT, "city", "😀".repeat(100))))
                .isEmpty();
        assertThat(rulesBrokenBy("patients", with(PATIENT, "city", "😀".repeat(101))))
                .containsExactly("patients.city.length");
    }

    @Test
    void findsAllViolationsAtOnceInTheOrderOfTheColumns() {
        Map<String, String> row = Map.of("visit_id", "V".repeat(65), "patient_id", "P1", "visit_date", "yesterday");

        assertThat(rulesBrokenBy("visits", row))
                .containsExactly("visits.visit_id.length", "visits.doctor_id.required", "visits.visit_date.date");
    }

    @Test
    void neverShowsAValueInItsMessages() {
        Map<String, String> row = new HashMap<>(PATIENT);
        row.replaceAll((column, value) -> "CANARY-${1+1}".repeat(30));

        Outcome outcome = judge("patients", row);

        assertThat(outcome.toString())
                .contains("is not one of [M, F, Other]", "is longer than 64 characters")
                .doesNotContain("CANARY");
    }

    private List<String> rulesBrokenBy(String table, Map<String, String> row) {
        return judge(table, row) instanceof Outcome.Rejected rejected
                ? rejected.violations().stream().map(Violation::rule).toList()
                : List.of();
    }

    private Outcome judge(String table, Map<String, String> row) {
        return rules.judge(Fields.trimmed(Tables.named(table), row));
    }

    private static Map<String, String> with(Map<String, String> row, String column, String value) {
        Map<String, String> changed = new HashMap<>(row);
        changed.put(column, value);
        return changed;
    }
}
