/**
 * The three keyed stages of the query, free of Spark: each takes the state of a key and the events of one batch, and
 * gives the new state and what follows. {@code Latest} turns records into changes, {@code DoctorPatients} and
 * {@code PatientGroups} find out when a distinct patient comes or goes.
 */
package dev.healthdata.analytics.stage;
