/** Rows that change at random, and what the aggregates must be after each change. */
package dev.healthdata.analytics.workload;
