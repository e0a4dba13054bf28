/** What travels with a row in Kafka's headers: where it came from and, with a dead letter, why it is one. */
package dev.healthdata.records.envelope;
