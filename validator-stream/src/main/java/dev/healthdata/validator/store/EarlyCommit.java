package dev.healthdata.validator.store;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Has the work of a task committed before its interval is over, if few rows came or another task waits for it. A flood of rows
 * is left to the interval: a commit stops the thread until the brokers have answered, and nobody waits for one of those rows.
 */
public final class EarlyCommit {
    /** Between a commit and the next early one. */
    private static final int FEW_ROWS = 500;

    private final ProcessingContext context;
    private final Alarm alarm;
    private int rows;
    private boolean awaited;

    /** @param after how long rows are counted */
    public EarlyCommit(ProcessingContext context, Duration after) {
        this.context = context;
        this.alarm = new Alarm(context, after, this::decide);
    }

    public void addRow() {
        rows++;
        alarm.arm();
    }

    /** Something for another task was sent, or came from there: rows wait for the answer. */
    public void addAwaited() {
        awaited = true;
        alarm.arm();
    }

    private void decide() {
        if (awaited || rows <= FEW_ROWS) {
            context.commit();
        }
        rows = 0;
        awaited = false;
    }
}
