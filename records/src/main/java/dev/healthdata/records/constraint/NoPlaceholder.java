package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The text must say something: people write these words, or a mark, where they know nothing. */
@Check("placeholder")
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = NoPlaceholderValidator.class)
public @interface NoPlaceholder {
    /** In lower case; compared without regard to case. */
    String[] value() default {"-", "--", "?", ".", "n/a", "na", "nil", "none", "null", "tbd", "test", "unknown", "xxx"};

    String message() default "says nothing: one of {value}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
