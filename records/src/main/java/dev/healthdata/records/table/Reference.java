package dev.healthdata.records.table;

/**
 * A column that holds the id of a row of another table.
 *
 * @param column the column of the table that refers
 * @param index the column's place in it
 * @param table the name of the table that is referred to
 */
public record Reference(String column, int index, String table) {
    public boolean leadsTo(Table other) {
        return table.equals(other.name());
    }
}
