package dev.healthdata.platform.deadletters.replay;

import java.util.Locale;

/** What became, or would become, of a row that was to be sent again. */
public enum Outcome {
    ACCEPTED,
    /** In an earlier replay, or from a file: what it says is what the newest clean row of its id says. It was not sent. */
    ALREADY_ACCEPTED,
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
        return switch (this) {
            case ACCEPTED, ALREADY_ACCEPTED, SENT, CLOSED, SUPERSEDED, WOULD_BE_ACCEPTED -> true;
            case REJECTED, WAITING, UNDECIDED, SKIPPED, WOULD_BE_REJECTED -> false;
        };
    }
}
