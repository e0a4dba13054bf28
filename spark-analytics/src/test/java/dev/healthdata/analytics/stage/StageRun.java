package dev.healthdata.analytics.stage;

import dev.healthdata.analytics.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a stage batch by batch, with its state through bytes in between, as Spark does. */
final class StageRun<E extends Event, S> {
    private final Stage<E, S> stage;
    private byte[] state;

    StageRun(Stage<E, S> stage) {
        this.stage = stage;
    }

    List<Event> batch(Event... events) {
        List<E> taken = Arrays.stream(events).map(stage.takes()::cast).toList();
        List<Event> out = new ArrayList<>();
        S after = stage.apply(state == null ? null : stage.decode(state), taken, out::add);
        state = after == null ? null : stage.encode(after);
        return out;
    }

    /** What it remembers, as it is stored. */
    byte[] state() {
        return state;
    }

    boolean remembersNothing() {
        return state == null;
    }
}
