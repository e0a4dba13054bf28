/** The analytics beside a recomputation of everything. */
package dev.healthdata.benchmark.analytics;
