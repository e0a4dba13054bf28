package dev.healthdata.platform.deadletters.replay;

import java.util.concurrent.TimeUnit;

/** Keeps to a number of rows per second. */
final class RateLimit {
    private final long perSecond;
    private long due;

    /**
     * @param perSecond 0 for as fast as it goes
     * @param now by {@link System#nanoTime}
     */
    RateLimit(long perSecond, long now) {
        this.perSecond = perSecond;
        this.due = now;
    }

    /** How many rows may be sent at once. */
    int burst(int most) {
        return perSecond == 0 ? most : (int) Math.min(most, perSecond);
    }

    /** Returns when these may be followed by others. */
    void sent(int rows) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause(rows, System.nanoTime()));
    }

    /** For how many nanoseconds nothing may follow these. Time in which nothing was sent gives no credit. */
    long pause(int rows, long now) {
        if (perSecond == 0) {
            return 0;
        }
        due = Math.max(due, now) + TimeUnit.SECONDS.toNanos(1) * rows / perSecond;
        return due - now;
    }
}
