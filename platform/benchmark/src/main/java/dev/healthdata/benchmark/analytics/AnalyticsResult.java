package dev.healthdata.benchmark.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.healthdata.benchmark.measure.Latency;
import dev.healthdata.benchmark.measure.Spread;
import java.util.List;
import java.util.Locale;

/**
 * What was found with so many rows in the topics.
 *
 * @param rows how many
 * @param rebuildRowsPerSecond of a first run over all of them, from when the query runs
 * @param microBatchMillis from the commit of 100 corrections until aggregates with them are in place
 * @param recomputationMillis of all aggregates from all rows, by batch SQL
 * @param freshness from when a correction was due until aggregates with it are in place, at a fixed rate
 * @param peakMib the most memory that the analytics had resident
 */
record AnalyticsResult(
        long rows,
        double rebuildRowsPerSecond,
        Spread microBatchMillis,
        Spread recomputationMillis,
        double freshnessRowsPerSecond,
        Latency freshness,
        long peakMib) {
    /** How many times as long the recomputation takes. */
    @JsonProperty
    double ratio() {
        return recomputationMillis.median() / microBatchMillis.median();
    }

    List<String> lines() {
        return List.of(
                String.format(Locale.ROOT, "%,d rows in the clean topics:", rows),
                String.format(Locale.ROOT, "  first run over all rows     %,10.0f rows/s", rebuildRowsPerSecond),
                line("100 corrections, published", microBatchMillis),
                line("recomputation, Spark SQL", recomputationMillis)
                        + String.format(Locale.ROOT, ", %.1f times as long", ratio()),
                String.format(
                        Locale.ROOT, "  at %,.0f rows/s, published  %s", freshnessRowsPerSecond, freshness.text()),
                String.format(Locale.ROOT, "  memory at most              %,10d MiB", peakMib));
    }

    private static String line(String what, Spread millis) {
        return String.format(
                Locale.ROOT, "  %-27s %,10.0f ms (%,.0f..%,.0f)", what, millis.median(), millis.min(), millis.max());
    }
}
