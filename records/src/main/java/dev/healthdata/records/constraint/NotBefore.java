package dev.healthdata.records.constraint;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The day must not be before a day in the row that another column refers to. It needs two rows, so it is checked where both
 * meet, with what the other row says then; it warns.
 */
@Target(FIELD)
@Retention(RUNTIME)
public @interface NotBefore {
    /** The last part of the rule's id. */
    String check();

    /** The column of this table that refers to the other row. */
    String reference();

    /** The column of the other table. */
    String column();
}
