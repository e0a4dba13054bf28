package dev.healthdata.analytics.query;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices when the clock of this machine was set back. Spark waits for its next batch until that clock shows a time, and so
 * would rest for as long as it was set back.
 */
final class ClockWatch {
    /** Less than this delays one batch by less than this. */
    private static final Duration TOLERATED = Duration.ofSeconds(1);

    private final LongSupplier clockMillis;
    private final LongSupplier steadyNanos;
    private long last;

    ClockWatch() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    /** @param steadyNanos which nobody can set */
    ClockWatch(LongSupplier clockMillis, LongSupplier steadyNanos) {
        this.clockMillis = clockMillis;
        this.steadyNanos = steadyNanos;
        this.last = ahead();
    }

    /** Since it was asked last. */
    boolean wasSetBack() {
        long before = last;
        last = ahead();
        return before - last > TOLERATED.toMillis();
    }

    private long ahead() {
        return clockMillis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(steadyNanos.getAsLong());
    }
}
