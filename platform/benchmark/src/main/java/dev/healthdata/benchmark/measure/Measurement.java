package dev.healthdata.benchmark.measure;

/**
 * One run of one contender.
 *
 * @param rowsPerSecond between its first progress and its end, so without its start
 * @param seconds from its start to its end, the start of its JVM included
 * @param cpuSeconds processor time of the contender, its start included
 * @param brokerCpuSeconds processor time of the broker in the meantime
 * @param databaseCpuSeconds processor time of the database's server in the meantime; 0 where there is none or it is unknown
 * @param peakMib the most memory that the contender had resident; 0 if unknown
 */
public record Measurement(
        double rowsPerSecond,
        double seconds,
        double cpuSeconds,
        double brokerCpuSeconds,
        double databaseCpuSeconds,
        long peakMib) {
    /** Of one that has to do with no database. */
    public Measurement(double rowsPerSecond, double seconds, double cpuSeconds, double brokerCpuSeconds, long peakMib) {
        this(rowsPerSecond, seconds, cpuSeconds, brokerCpuSeconds, 0, peakMib);
    }
}
