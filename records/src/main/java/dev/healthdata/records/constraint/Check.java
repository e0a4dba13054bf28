package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The last part of the rule id {@code table.column.check} that a constraint gives. */
@Target(ANNOTATION_TYPE)
@Retention(RUNTIME)
public @interface Check {
    String value();
}
