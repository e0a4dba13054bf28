package dev.healthdata.records.rule;

import dev.healthdata.records.constraint.Check;
import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Applies the constraints of a table's row type to a row, all at once. Safe for use by several threads. */
public final class RowRules {
    private static final Comparator<Found> BY_COLUMN = Comparator.comparingInt(Found::column)
            .thenComparing(found -> found.violation().rule());

    private final Validator validator;

    /** @param clock tells today */
    public RowRules(Clock clock) {
        // The parameter interpolator spares an expression language and cannot be made to evaluate one.
        this.validator = Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .clockProvider(() -> clock)
                .buildValidatorFactory()
                .getValidator();
    }

    /** Judges a row by its table's rules. */
    public Outcome judge(Fields fields) {
        Set<ConstraintViolation<Record>> found = validator.validate(fields.toRow());
        if (found.isEmpty()) {
            return NO_FINDINGS;
        }
        List<Violation> rejecting = list(fields.table(), found, Severity.REJECT);
        return rejecting.isEmpty()
                ? new Outcome.Valid(list(fields.table(), found, Severity.WARN))
                : new Outcome.Rejected(rejecting);
    }

    private static final Outcome NO_FINDINGS = new Outcome.Valid(List.of());

    private static List<Violation> list(Table table, Set<ConstraintViolation<Record>> all, Severity severity) {
        List<Found> some = new ArrayList<>();
        for (ConstraintViolation<Record> each : all) {
            if (Severity.of(each.getConstraintDescriptor().getPayload()) == severity) {
                some.add(found(table, each));
            }
        }
        return some.stream().sorted(BY_COLUMN).map(Found::violation).toList();
    }

    private static Found found(Table table, ConstraintViolation<Record> violation) {
        int column = table.columnOfComponent(violation.getPropertyPath().toString());
        String field = table.columns().get(column).name();
        String check = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getAnnotation(Check.class)
                .value();
        return new Found(column, Violation.of(table.name(), field, check, violation.getMessage()));
    }

    private record Found(int column, Violation violation) {}
}
