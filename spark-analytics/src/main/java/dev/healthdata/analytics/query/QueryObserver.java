package dev.healthdata.analytics.query;

import java.time.Duration;

/** Told how the query gets on, mostly in threads of Spark's. */
public interface QueryObserver {
    /** Of somebody who does not want to know. */
    QueryObserver NONE = new QueryObserver() {};

    /** It has begun, perhaps anew: nothing is known yet of what there is to do. */
    default void started() {}

    /**
     * A batch is done.
     *
     * @param behind offsets of all partitions between its end and that of the topics, as they were when it began. Markers of
     *     transactions have offsets too, so records are at most as many
     */
    default void batch(Duration took, long behind) {}

    /** There is nothing new, as there was not some seconds ago. */
    default void idle() {}

    /** @param json what {@code _snapshot.json} holds, after all files were written */
    default void published(String json) {}

    /**
     * Files cannot be published, which is tried again until {@link #published}.
     *
     * @param why with what to do, for people; no value of a record is in it
     */
    default void heldBack(String why) {}
}
