package dev.healthdata.producer.display;

import java.time.Duration;

/** Lets one through each interval. */
final class Throttle {
    private final long interval;
    private long next;

    Throttle(Duration interval) {
        this.interval = interval.toNanos();
        restart();
    }

    /** The next one after a whole interval. */
    void restart() {
        next = System.nanoTime() + interval;
    }

    boolean passes() {
        if (System.nanoTime() - next < 0) {
            return false;
        }
        restart();
        return true;
    }
}
