package dev.healthdata.records.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link IsoDate}; public only because Hibernate Validator makes it. */
public final class IsoDateValidator implements ConstraintValidator<IsoDate, String> {
    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text == null || IsoDates.parse(text).isPresent();
    }
}
