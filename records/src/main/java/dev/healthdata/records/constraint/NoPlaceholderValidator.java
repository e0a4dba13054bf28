package dev.healthdata.records.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Locale;
import java.util.Set;

/** Checks {@link NoPlaceholder}; public only because Hibernate Validator makes it. */
public final class NoPlaceholderValidator implements ConstraintValidator<NoPlaceholder, String> {
    private static final int LONGEST = 16;

    private Set<String> placeholders = Set.of();

    @Override
    public void initialize(NoPlaceholder annotation) {
        placeholders = Set.of(annotation.value());
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text == null || text.length() > LONGEST || !placeholders.contains(text.toLowerCase(Locale.ROOT));
    }
}
