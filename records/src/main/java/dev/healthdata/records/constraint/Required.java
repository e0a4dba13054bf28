package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The column must not be empty; in SQL it is {@code NOT NULL}. */
@Check(value = "required", firm = true)
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = RequiredValidator.class)
public @interface Required {
    String message() default "is missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
