package dev.healthdata.analytics.query;

/** The moments of a batch between which a crash must do no harm. */
enum Step {
    COUNTED,
    SNAPSHOT_STORED,
    BEFORE_FILE,
    PUBLISHED;

    /** Told each moment as it comes. */
    @FunctionalInterface
    interface Observer {
        Observer NONE = (batch, step) -> {};

        void reached(long batch, Step step);
    }
}
