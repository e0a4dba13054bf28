package dev.healthdata.benchmark.measure;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long rows took, in milliseconds. Not all rows need to have been looked at. */
public record Latency(long rows, double p50, double p99, double max) {
    /** Of three digits. */
    private static final int DIGITS = 3;

    private static final double PER_MILLI = 1_000;
    private static final double MEDIAN = 50;
    private static final double LAST = 99;

    /** Takes the time of one row after the other. */
    public static final class Recorder {
        private final Histogram micros = new Histogram(DIGITS);

        /** @param nanos below zero, for what came before it was due, counts as none */
        public void add(long nanos) {
            micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
        }

        /** @throws IllegalStateException if there was no row */
        public Latency latency() {
            if (micros.getTotalCount() == 0) {
                throw new IllegalStateException("no row was measured");
            }
            return new Latency(
                    micros.getTotalCount(),
                    micros.getValueAtPercentile(MEDIAN) / PER_MILLI,
                    micros.getValueAtPercentile(LAST) / PER_MILLI,
                    micros.getMaxValue() / PER_MILLI);
        }
    }

    /** For a table of them. */
    public String text() {
        return String.format(Locale.ROOT, "p50 %,7.0f ms  p99 %,7.0f ms  max %,7.0f ms", p50, p99, max);
    }
}
