package dev.healthdata.records.rule;

import dev.healthdata.records.constraint.Check;
import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Applies the constraints of a table's row type to a row, all at once. Safe for use by several threads. */
public final class RowRules {
    private static final Comparator<Found> BY_COLUMN = Comparator.comparingInt(Found::column)
            .thenComparing(found -> found.violation().rule());

    private static final Outcome NO_FINDINGS = new Outcome.Valid(List.of());

    private final Validator validator;
    private final Severities severities;

    /** @param clock tells today */
    public RowRules(Clock clock, Severities severities) {
        this.severities = severities;
        // The parameter interpolator spares an expression language and cannot be made to evaluate one.
        this.validator = Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .clockProvider(() -> clock)
                .buildValidatorFactory()
                .getValidator();
    }

    public Severities severities() {
        return severities;
    }

    /** Judges a row by its table's rules. */
    public Outcome judge(Fields fields) {
        Set<ConstraintViolation<Record>> broken = validator.validate(fields.toRow());
        if (broken.isEmpty()) {
            return NO_FINDINGS;
        }
        List<Found> found = broken.stream()
                .map(each -> found(fields.table(), each))
                .sorted(BY_COLUMN)
                .toList();
        List<Violation> rejecting = list(found, Severity.REJECT);
        return rejecting.isEmpty() ? new Outcome.Valid(list(found, Severity.WARN)) : new Outcome.Rejected(rejecting);
    }

    private static List<Violation> list(List<Found> found, Severity severity) {
        return found.stream()
                .filter(each -> each.severity() == severity)
                .map(Found::violation)
                .toList();
    }

    private Found found(Table table, ConstraintViolation<Record> broken) {
        int column = table.columnOfComponent(broken.getPropertyPath().toString());
        String field = table.columns().get(column).name();
        ConstraintDescriptor<?> constraint = broken.getConstraintDescriptor();
        String check = constraint
                .getAnnotation()
                .annotationType()
                .getAnnotation(Check.class)
                .value();
        Violation violation = Violation.of(table.name(), field, check, broken.getMessage());
        Severity severity = severities.of(violation.rule(), Severity.of(constraint.getPayload()));
        return new Found(column, severity, violation);
    }

    private record Found(int column, Severity severity, Violation violation) {}
}
