package dev.healthdata.records.rule;

import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says whether a row breaks rules, for a fraction of what the validation engine takes: asks each column's constraints
 * themselves, one after the other. What a row breaks, and in which words, is for the engine to say.
 */
final class QuickRules {
    private final Map<Table, List<Check>> checksByTable = new ConcurrentHashMap<>();
    private final ConstraintValidatorContext context;
    private final Severities severities;

    QuickRules(ClockProvider clock, Severities severities) {
        this.context = new ClockOnly(clock);
        this.severities = severities;
    }

    /** A constraint on a column. */
    private record Check(int column, Severity severity, ConstraintValidator<Annotation, String> validator) {}

    boolean breaksAny(Fields row) {
        for (Check check : checks(row.table())) {
            if (breaks(row, check)) {
                return true;
            }
        }
        return false;
    }

    boolean rejects(Fields row) {
        for (Check check : checks(row.table())) {
            if (check.severity() == Severity.REJECT && breaks(row, check)) {
                return true;
            }
        }
        return false;
    }

    private boolean breaks(Fields row, Check check) {
        return !check.validator().isValid(row.get(check.column()), context);
    }

    private List<Check> checks(Table table) {
        return checksByTable.computeIfAbsent(table, this::read);
    }

    private List<Check> read(Table table) {
        List<Check> checks = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            for (Annotation annotation : table.annotations(column)) {
                int place = column;
                Constraint.of(annotation)
                        .ifPresent(constraint -> checks.add(
                                new Check(place, severity(table, place, constraint), validator(annotation))));
            }
        }
        return List.copyOf(checks);
    }

    private Severity severity(Table table, int column, Constraint constraint) {
        String field = table.columns().get(column).name();
        return severities.of(
                Violation.rule(table.name(), field, constraint.check().value()), constraint.severity());
    }

    @SuppressWarnings("unchecked") // columns are text, and an annotation names the validator of its own kind
    private static ConstraintValidator<Annotation, String> validator(Annotation annotation) {
        try {
            ConstraintValidator<Annotation, String> validator = (ConstraintValidator<Annotation, String>) annotation
                    .annotationType()
                    .getAnnotation(jakarta.validation.Constraint.class)
                    .validatedBy()[0]
                    .getConstructor()
                    .newInstance();
            validator.initialize(annotation);
            return validator;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make the validator of " + annotation.annotationType(), e);
        }
    }

    /** All that our constraints ask for. */
    private record ClockOnly(ClockProvider clock) implements ConstraintValidatorContext {
        @Override
        public ClockProvider getClockProvider() {
            return clock;
        }

        @Override
        public void disableDefaultConstraintViolation() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getDefaultConstraintMessageTemplate() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConstraintViolationBuilder buildConstraintViolationWithTemplate(String template) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
