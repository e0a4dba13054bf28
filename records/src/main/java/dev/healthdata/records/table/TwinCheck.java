package dev.healthdata.records.table;

import java.util.List;

/**
 * What makes two rows of a table look like one that was written twice.
 *
 * @param check the last part of the rule's id
 * @param reference the reference that they agree in, from 0
 * @param columns the places of the other columns that they agree in
 */
public record TwinCheck(String check, int reference, List<Integer> columns) {
    public TwinCheck {
        columns = List.copyOf(columns);
    }
}
