package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The text, unless empty, must be one of a code list, in this spelling. */
@Check("allowed")
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = OneOfValidator.class)
public @interface OneOf {
    String[] value();

    String message() default "is not one of {value}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
