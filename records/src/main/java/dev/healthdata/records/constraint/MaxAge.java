package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Whoever was born on the day must not be older than this; what is no date at all is left to {@link IsoDate}. */
@Check("age")
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = MaxAgeValidator.class)
public @interface MaxAge {
    /** In years. */
    int value();

    String message() default "makes an age above {value} years";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
