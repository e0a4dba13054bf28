/** What a benchmark needs around what it measures: rows, a filled broker, a database, a running platform. */
package dev.healthdata.benchmark.setup;
