package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The day must have begun somewhere on earth (in UTC+14); what is no date at all is left to {@link IsoDate}. */
@Check("future")
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = NotInFutureValidator.class)
public @interface NotInFuture {
    String message() default "is in the future";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
