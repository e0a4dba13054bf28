package dev.healthdata.sink.consume;

import java.util.Locale;

/** What a writer does. The later ones outweigh the earlier ones when one word must do for several writers. */
public enum State {
    IDLE,
    WRITING,
    RETRYING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
