/** The topics, what each keeps, and how it is configured. */
package dev.healthdata.records.topic;
