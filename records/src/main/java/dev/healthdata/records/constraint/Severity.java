package dev.healthdata.records.constraint;

import jakarta.validation.Payload;
import java.util.Set;

/** What a broken rule does to its row; a constraint carries it as its payload. */
public enum Severity {
    /** The row goes to the dead letters. */
    REJECT,
    /** The row is stored and the finding is counted. */
    WARN;

    /** Put on a constraint that only warns; a constraint without it rejects. */
    public static final class Warns implements Payload {
        private Warns() {}
    }

    public static Severity of(Set<Class<? extends Payload>> payload) {
        return payload.contains(Warns.class) ? WARN : REJECT;
    }
}
