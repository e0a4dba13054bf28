/**
 * What flows between the stages of the query, and what it looks like as bytes. The encoding is our own and carries a
 * version, so that Spark's encoders never decide whether state of an older release can be read.
 */
package dev.healthdata.analytics.event;
