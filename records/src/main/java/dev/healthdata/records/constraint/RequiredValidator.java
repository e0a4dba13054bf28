package dev.healthdata.records.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link Required}; public only because Hibernate Validator makes it. */
public final class RequiredValidator implements ConstraintValidator<Required, String> {
    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text != null;
    }
}
