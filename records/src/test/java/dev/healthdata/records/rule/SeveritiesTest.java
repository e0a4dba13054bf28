package dev.healthdata.records.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.constraint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeveritiesTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    void areThoseOfTheCatalogueUnlessChanged() {
        Severities severities = Severities.of(Map.of("rules.patients.gender.allowed", "warn"), problems);

        assertThat(problems).isEmpty();
        assertThat(severities.of("patients.gender.allowed")).isEqualTo(Severity.WARN);
        assertThat(severities.of("patients.blood_group.allowed")).isEqualTo(Severity.REJECT);
        assertThat(severities.of("visits.visit_date.before_birth")).isEqualTo(Severity.WARN);
    }

    @Test
    void nameEveryProblemOnItsKey() {
        Severities.of(
                Map.of(
                        "rules.patients.gendre.allowed", "warn",
                        "rules.patients.dob.age", "maybe",
                        "rules.patients.dob.date", "off",
                        "linger.ms", "5"),
                problems);

        assertThat(problems)
                .containsExactly(
                        "linger.ms: is no rule's severity; those begin with rules.",
                        "rules.patients.dob.age: is reject, warn or off",
                        "rules.patients.dob.date: cannot be changed, since a row that breaks it could not be stored",
                        "rules.patients.gendre.allowed: there is no such rule; docs/rules.md lists them");
    }
}
