package dev.healthdata.sink.write;

import dev.healthdata.records.table.Table;

/**
 * A row that another one refers to.
 *
 * @param column of the row that refers to it
 */
public record Parent(Table table, String id, String column) {}
