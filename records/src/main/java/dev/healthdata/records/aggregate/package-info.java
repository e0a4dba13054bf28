/** The five aggregates: their columns, and the batch SQL that each must equal. */
package dev.healthdata.records.aggregate;
