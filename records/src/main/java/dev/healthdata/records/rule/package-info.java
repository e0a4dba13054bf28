/** Judging single rows: {@link dev.healthdata.records.rule.RowRules} applies the constraints of a table to a row. */
package dev.healthdata.records.rule;
