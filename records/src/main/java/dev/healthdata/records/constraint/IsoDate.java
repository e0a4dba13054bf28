package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The text, unless empty, must be a day that exists, written as {@code YYYY-MM-DD}, and one that MySQL's {@code DATE}
 * holds: the manual gives 1000-01-01 to 9999-12-31.
 */
@Check(value = "date", firm = true)
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = IsoDateValidator.class)
public @interface IsoDate {
    String message() default "is not a date from 1000-01-01 to 9999-12-31 written as YYYY-MM-DD";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
