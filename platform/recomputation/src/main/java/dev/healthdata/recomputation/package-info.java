/** All aggregates from all rows of the clean topics, by batch SQL. */
package dev.healthdata.recomputation;
