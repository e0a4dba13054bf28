/** The books of the producer and of the validator, for those who read them from their topics. */
package dev.healthdata.records.ledger;
