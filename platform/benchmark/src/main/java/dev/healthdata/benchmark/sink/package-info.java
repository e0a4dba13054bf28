/** The sink beside LOAD DATA and plain JDBC. */
package dev.healthdata.benchmark.sink;
