package dev.healthdata.analytics.stage;

import dev.healthdata.analytics.event.Event;
import java.util.List;
import java.util.function.Consumer;

/**
 * A keyed stage. It must not depend on the order of the events: within a batch Spark promises none.
 *
 * @param <E> the events that it takes; all others pass by
 * @param <S> what it remembers of a key
 */
public interface Stage<E extends Event, S> {
    /** What it is called in Spark's plan and in errors. */
    String name();

    Class<E> takes();

    /**
     * Takes all events of a key in a batch.
     *
     * @param state null if there is none
     * @param events at least one, all of the same key
     * @param out hears what follows from them
     * @return the new state, null to forget the key
     */
    S apply(S state, List<E> events, Consumer<Event> out);

    byte[] encode(S state);

    /** @throws IllegalStateException if another version of this part wrote it */
    S decode(byte[] bytes);
}
