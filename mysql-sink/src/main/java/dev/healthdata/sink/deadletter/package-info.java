/** Rows that the database refuses, as dead letters of stage SINK. */
package dev.healthdata.sink.deadletter;
