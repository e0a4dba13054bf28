/** The platform as a whole, from CSV files to rows in the database and published aggregates. */
package dev.healthdata.benchmark.whole;
