/**
 * The rows of the four tables. Each record is the descriptor of its table: columns in order, types, lengths, references
 * and rules. A further table is a further record here and its name in {@link dev.healthdata.records.catalog.Tables}.
 */
package dev.healthdata.records.catalog;
