package dev.healthdata.benchmark.measure;

/**
 * What the runs of a contender come to.
 *
 * @param ratio its median of rows per second, divided by that of the reference
 */
public record Standing(
        String contender,
        Spread rowsPerSecond,
        double ratio,
        Spread seconds,
        Spread cpuSeconds,
        Spread brokerCpuSeconds,
        Spread databaseCpuSeconds,
        Spread peakMib) {}
