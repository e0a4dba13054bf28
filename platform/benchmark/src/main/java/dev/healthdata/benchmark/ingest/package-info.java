/** The producer beside what only sends and what only parses. */
package dev.healthdata.benchmark.ingest;
