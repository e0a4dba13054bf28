/** The query: source, stages and what is done with each batch, in Spark's terms. */
package dev.healthdata.analytics.query;
