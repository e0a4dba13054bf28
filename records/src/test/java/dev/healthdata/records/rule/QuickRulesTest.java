package dev.healthdata.records.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** It says of a row what the validation engine says. */
class QuickRulesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final int ROWS = 3_000;

    /** Each is right for some columns, wrong for others, or at the edge of what is allowed. */
    private static final List<String> VALUES = Arrays.asList(
            null,
            "P1",
            "F",
            "f",
            "O+",
            "Ann",
            "unknown",
            "1980-02-29",
            "1905-06-15",
            "1905-06-16",
            "2026-06-16",
            "2026-06-17",
            "1981-02-29",
            "x".repeat(50),
            "x".repeat(51),
            "x".repeat(64),
            "x".repeat(65),
            "😀".repeat(255),
            "x".repeat(256));

    private final Severities severities = Severities.of(
            Map.of("rules.patients.gender.allowed", "off", "rules.patients.dob.age", "reject"), new ArrayList<>());
    private final QuickRules quick = new QuickRules(() -> CLOCK, severities);
    private final RowRules rules = new RowRules(CLOCK, severities);
    private final Validator engine = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .clockProvider(() -> CLOCK)
            .buildValidatorFactory()
            .getValidator();

    static List<Table> tables() {
        return Tables.all();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void agreesWithTheEngineOnEveryRow(Table table) {
        SplittableRandom random = new SplittableRandom(7);
        int clean = 0;
        for (int i = 0; i < ROWS; i++) {
            Fields row = Fields.of(table, values(table, random));
            boolean without = engine.validate(row.toRow()).isEmpty();
            clean += without ? 1 : 0;

            assertThat(quick.breaksAny(row)).isEqualTo(!without);
            assertThat(quick.rejects(row)).isEqualTo(rules.judge(row) instanceof Outcome.Rejected);
        }
        assertThat(clean).isBetween(ROWS / 100, ROWS * 9 / 10);
    }

    /** Mostly right ones, so that both kinds of rows come up. */
    private static List<String> values(Table table, SplittableRandom random) {
        List<String> values =
                new ArrayList<>(Collections.nCopies(table.columns().size(), "x"));
        for (int column = 0; column < values.size(); column++) {
            switch (table.columns().get(column).name()) {
                case "gender" -> values.set(column, "F");
                case "blood_group" -> values.set(column, "AB-");
                case "dob", "visit_date", "report_date" -> values.set(column, "2001-01-31");
                default -> {}
            }
        }
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            values.set(random.nextInt(values.size()), VALUES.get(random.nextInt(VALUES.size())));
        }
        return values;
    }
}
