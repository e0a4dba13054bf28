package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The text must fit its column, counted in Unicode code points as {@code VARCHAR(n)} counts them. */
@Check(value = "length", firm = true)
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = MaxLengthValidator.class)
public @interface MaxLength {
    int value();

    String message() default "is longer than {value} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
