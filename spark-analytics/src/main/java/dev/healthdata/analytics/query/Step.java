package dev.healthdata.analytics.query;

/** The moments of a batch between which a crash must do no harm. */
enum Step {
    COUNTED,
    SNAPSHOT_STORED,
    BEFORE_FILE,
    PUBLISHED;

    /** In the place of a batch's number, when what was published before is published again at the start. */
    static final long NO_BATCH = -1;

    /** Told each moment as it comes. */
    @FunctionalInterface
    interface Observer {
        Observer NONE = (batch, step) -> {};

        void reached(long batch, Step step);
    }
}
