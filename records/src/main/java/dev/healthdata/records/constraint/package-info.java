/** The constraints that a column can carry. Each names the last part of the rule id that it gives. */
package dev.healthdata.records.constraint;
