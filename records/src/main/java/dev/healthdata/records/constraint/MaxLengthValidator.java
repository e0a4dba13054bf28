package dev.healthdata.records.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link MaxLength}; public only because Hibernate Validator makes it. */
public final class MaxLengthValidator implements ConstraintValidator<MaxLength, String> {
    private int max;

    @Override
    public void initialize(MaxLength annotation) {
        max = annotation.value();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text == null || text.length() <= max || text.codePointCount(0, text.length()) <= max;
    }
}
