package dev.healthdata.sink.consume;

import java.util.Locale;

/** What a writer does. The later ones outweigh the earlier ones when one word must do for several writers. */
public enum State {
    IDLE,
    WRITING,
    /** The database does not take rows at the moment. */
    RETRYING,
    /** Rows wait for longer than they may; others are written. */
    UNHEALTHY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
