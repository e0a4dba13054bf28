/** The totals of all groups, and the rows of the five aggregates that follow from them. */
package dev.healthdata.analytics.total;
