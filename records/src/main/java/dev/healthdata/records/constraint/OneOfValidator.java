package dev.healthdata.records.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Set;

/** Checks {@link OneOf}; public only because Hibernate Validator makes it. */
public final class OneOfValidator implements ConstraintValidator<OneOf, String> {
    private Set<String> allowed = Set.of();

    @Override
    public void initialize(OneOf annotation) {
        allowed = Set.of(annotation.value());
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text == null || allowed.contains(text);
    }
}
