package dev.healthdata.records.rule;

import dev.healthdata.records.constraint.Check;
import dev.healthdata.records.constraint.Severity;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;

/** What an annotation says that is a constraint on one column. */
record Constraint(Check check, Severity severity, String meaning) {
    /** Empty if it is no constraint. */
    static Optional<Constraint> of(Annotation annotation) {
        Check check = annotation.annotationType().getAnnotation(Check.class);
        if (check == null) {
            return Optional.empty();
        }
        Severity severity = Severity.of(Arrays.asList((Object[]) attribute(annotation, "payload")));
        return Optional.of(new Constraint(check, severity, meaning(annotation)));
    }

    /** As Bean Validation's interpolator writes it. */
    private static String meaning(Annotation annotation) {
        String message = (String) attribute(annotation, "message");
        if (!message.contains("{value}")) {
            return message;
        }
        Object value = attribute(annotation, "value");
        String text = value instanceof String[] texts ? Arrays.toString(texts) : String.valueOf(value);
        return message.replace("{value}", text);
    }

    private static Object attribute(Annotation annotation, String name) {
        try {
            return annotation.annotationType().getMethod(name).invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(annotation.annotationType() + " has no attribute " + name, e);
        }
    }
}
