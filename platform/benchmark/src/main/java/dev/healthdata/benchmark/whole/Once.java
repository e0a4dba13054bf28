package dev.healthdata.benchmark.whole;

/**
 * One run of the platform.
 *
 * @param seconds from the command to its end
 * @param cpuSeconds processor time of all its processes; without a database that it did not start
 * @param peakMib the most that all its processes had resident at one time
 */
record Once(double seconds, double cpuSeconds, long peakMib) {}
