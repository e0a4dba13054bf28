package dev.healthdata.records.table;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The column holds the id of a row of this table, which must be stored first. */
@Target(FIELD)
@Retention(RUNTIME)
public @interface RefersTo {
    String value();
}
