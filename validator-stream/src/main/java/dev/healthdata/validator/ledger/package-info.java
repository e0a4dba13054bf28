/**
 * The ledger of a table: everything that is said of a row is said by the one task that owns its id, in the order in which
 * the row's versions arrive.
 */
package dev.healthdata.validator.ledger;
