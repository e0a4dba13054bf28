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

    private final Clock clock;
    private final Severities severities;
    private final QuickRules quick;

    /** Made for the first finding: it takes half a second, and most rows have none. */
    private Validator engine;

    /** @param clock tells today */
    public RowRules(Clock clock, Severities severities) {
        this.clock = clock;
        this.severities = severities;
        this.quick = new QuickRules(() -> clock, severities);
    }

    public Severities severities() {
        return severities;
    }

    /** Judges a row by its table's rules. */
    public Outcome judge(Fields fields) {
        if (!quick.breaksAny(fields)) {
            return NO_FINDINGS;
        }
        Set<ConstraintViolation<Record>> broken = engine().validate(fields.toRow());
        List<Found> found = broken.stream()
                .map(each -> found(fields.table(), each))
                .sorted(BY_COLUMN)
                .toList();
        List<Violation> rejecting = list(found, Severity.REJECT);
        return rejecting.isEmpty() ? new Outcome.Valid(list(found, Severity.WARN)) : new Outcome.Rejected(rejecting);
    }

    /** Whether {@link #judge} rejects a row; cheaper, since it does not say why. */
    public boolean rejects(Fields fields) {
        return quick.rejects(fields);
    }

    private synchronized Validator engine() {
        if (engine == null) {
            // The parameter interpolator spares an expression language and cannot be made to evaluate one.
            engine = Validation.byProvider(HibernateValidator.class)
                    .configure()
                    .messageInterpolator(new ParameterMessageInterpolator())
                    .clockProvider(() -> clock)
                    .buildValidatorFactory()
                    .getValidator();
        }
        return engine;
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
