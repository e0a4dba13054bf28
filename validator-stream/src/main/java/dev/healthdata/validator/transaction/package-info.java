/** Transactions that Kafka left open although nobody will ever end them. */
package dev.healthdata.validator.transaction;
