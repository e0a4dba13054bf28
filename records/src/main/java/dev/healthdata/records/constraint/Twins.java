package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Two rows of the table with different ids that agree in this column and in others are suspected to be one. The column
 * refers to another table: there, where all rows that refer to a row ask about it, twins are seen. It warns.
 */
@Target(FIELD)
@Retention(RUNTIME)
public @interface Twins {
    /** The last part of the rule's id. */
    String check();

    /** The other columns. */
    String[] with();
}
