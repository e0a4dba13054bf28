package dev.healthdata.records.table;

/**
 * A day that must not be before a day in a row that is referred to.
 *
 * @param check the last part of the rule's id
 * @param column the place of the day in its table
 * @param reference which of its table's references leads to the other row, from 0
 * @param parentColumn the name of the other row's column
 */
public record Comparison(String check, int column, int reference, String parentColumn) {}
