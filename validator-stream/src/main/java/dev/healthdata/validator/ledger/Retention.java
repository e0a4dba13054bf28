package dev.healthdata.validator.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a row may wait for the rows that it refers to. Then it is given up: its dead letter stays, and no row that comes later
 * closes it.
 *
 * @param period empty for as long as it takes
 */
public record Retention(Optional<Duration> period) {
    public static final Retention UNLIMITED = new Retention(Optional.empty());

    private static final Duration SELDOM = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final int CHECKS = 10;

    public boolean isLimited() {
        return period.isPresent();
    }

    /** How often it is looked whether it is over: so much longer it may be. */
    public Duration check() {
        Duration part = period.orElse(SELDOM).dividedBy(CHECKS);
        return part.compareTo(SELDOM) > 0 ? SELDOM : part.compareTo(OFTEN) < 0 ? OFTEN : part;
    }

    /** Whether it is over for what began then, in milliseconds. */
    public boolean isOver(long since, long now) {
        return period.isPresent() && since < now - period.get().toMillis();
    }
}
