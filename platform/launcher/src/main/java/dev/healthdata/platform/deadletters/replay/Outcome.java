package dev.healthdata.platform.deadletters.replay;

import java.util.Locale;

/** What became, or would become, of a row that was to be sent again. */
public enum Outcome {
    ACCEPTED,
    REJECTED,
    /** For a row that it refers to. */
    WAITING,
    /** A newer row of the same id came. */
    SUPERSEDED,
    /** Nothing was heard of it in time. */
    UNDECIDED,
    /** Nobody waited for what becomes of it. */
    SENT,
    /** An operator said that it is no row. */
    CLOSED,
    /** It was not sent. */
    SKIPPED,
    /** By the rules of its table; whether the rows that it refers to are there was not asked. */
    WOULD_BE_ACCEPTED,
    WOULD_BE_REJECTED;

    /** As it is printed. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As it is in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing is left to do for the operator. */
    public boolean good() {
        return this == ACCEPTED || this == SENT || this == CLOSED || this == SUPERSEDED || this == WOULD_BE_ACCEPTED;
    }
}
