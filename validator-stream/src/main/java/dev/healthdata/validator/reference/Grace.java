package dev.healthdata.validator.reference;

import java.time.Duration;

/** How long a row waits for the rows that it refers to before it is reported. Shared by all threads. */
public final class Grace {
    private final Duration period;
    private volatile boolean over;

    public Grace(Duration period) {
        this.period = period;
    }

    /** No more rows will come: whatever still waits, and whatever will, is due. */
    public void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** When one who asks now is due, in milliseconds. */
    long deadline(long now) {
        return now + period.toMillis();
    }
}
