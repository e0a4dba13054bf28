package dev.healthdata.records.table;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Makes a record the descriptor of this table. Its first component is the id. */
@Target(TYPE)
@Retention(RUNTIME)
public @interface TableName {
    String value();
}
