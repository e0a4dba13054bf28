package dev.healthdata.validator.store;

import dev.healthdata.validator.failure.Redacted;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Runs something once, a while after it was armed. A punctuator that went on would make an idle task commit for ever. */
public final class Alarm {
    private final ProcessingContext context;
    private final Duration after;
    private final Runnable action;
    private Cancellable scheduled;

    public Alarm(ProcessingContext context, Duration after, Runnable action) {
        this.context = context;
        this.after = after;
        this.action = action;
    }

    /** Does nothing if it is armed already. The action may arm it again. */
    public void arm() {
        if (scheduled == null) {
            scheduled = context.schedule(after, PunctuationType.WALL_CLOCK_TIME, now -> fire());
        }
    }

    private void fire() {
        scheduled.cancel();
        scheduled = null;
        try {
            action.run();
        } catch (RuntimeException e) {
            throw Redacted.unlessOfKafka(e);
        }
    }
}
