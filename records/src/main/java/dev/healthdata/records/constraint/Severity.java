package dev.healthdata.records.constraint;

import jakarta.validation.Payload;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What a broken rule does to its row; a constraint carries it as its payload. */
public enum Severity {
    /** The row goes to the dead letters. */
    REJECT,
    /** The row is stored and the finding is counted. */
    WARN,
    /** Nothing. */
    OFF;

    /** Put on a constraint that only warns; a constraint without it rejects. */
    public static final class Warns implements Payload {
        private Warns() {}
    }

    /** As in a configuration: {@code reject}, {@code warn}, {@code off}; empty for anything else. */
    public static Optional<Severity> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param payload of a constraint */
    public static Severity of(Collection<?> payload) {
        return payload.contains(Warns.class) ? WARN : REJECT;
    }
}
