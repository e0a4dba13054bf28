/**
 * What the query must find again after a crash: Spark's own checkpoint, and beside it the totals after each batch. The
 * two only have a meaning together.
 */
package dev.healthdata.analytics.checkpoint;
