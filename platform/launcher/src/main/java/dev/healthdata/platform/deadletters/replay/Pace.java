package dev.healthdata.platform.deadletters.replay;

import java.util.concurrent.TimeUnit;

/** Keeps to a number of rows per second. */
final class Pace {
    private final long perSecond;
    private final long started = System.nanoTime();
    private long rows;

    /** @param perSecond 0 for as fast as it goes */
    Pace(long perSecond) {
        this.perSecond = perSecond;
    }

    /** How many rows may be sent at once. */
    int burst(int most) {
        return perSecond == 0 ? most : (int) Math.min(most, perSecond);
    }

    /** Returns when these may be followed by others. */
    void sent(int more) throws InterruptedException {
        rows += more;
        if (perSecond > 0) {
            long due = TimeUnit.SECONDS.toNanos(1) * rows / perSecond;
            long ahead = due - (System.nanoTime() - started);
            if (ahead > 0) {
                TimeUnit.NANOSECONDS.sleep(ahead);
            }
        }
    }
}
