package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** What makes an annotation of a column a rule. */
@Target(ANNOTATION_TYPE)
@Retention(RUNTIME)
public @interface Check {
    /** The last part of the rule's id, {@code table.column.check}. */
    String value();

    /** Whether the database could not hold a row that breaks it; then its severity is not for choice. */
    boolean firm() default false;
}
