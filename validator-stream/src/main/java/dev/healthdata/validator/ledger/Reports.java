package dev.healthdata.validator.ledger;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says that rows are unfit, says so again with other reasons, and says that it is over. */
final class Reports {
    private final DeadLetters deadLetters;
    private final Outlet outlet;

    Reports(DeadLetters deadLetters, Outlet outlet) {
        this.deadLetters = deadLetters;
        this.outlet = outlet;
    }

    Optional<OpenDeadLetter> find(byte[] key) {
        return deadLetters.find(key);
    }

    /** That of this version. */
    Optional<OpenDeadLetter> find(byte[] key, long version) {
        return deadLetters.find(key).filter(letter -> letter.version() == version);
    }

    /** @param subject the row that closes it */
    void close(Subject subject) {
        deadLetters.remove(subject.key());
        outlet.closeDeadLetter(subject);
    }

    /**
     * Opens a dead letter, or changes one.
     *
     * @param before the open one under this key
     * @param history with this one
     */
    void write(
            Subject subject,
            Optional<OpenDeadLetter> before,
            Stage stage,
            List<Violation> violations,
            History history,
            byte[] raw) {
        OpenDeadLetter letter = new OpenDeadLetter(subject.version(), subject.rawOffset(), stage, history);
        deadLetters.put(subject.key(), before, letter);
        Instant firstSeen = Instant.ofEpochMilli(history.firstSeen());
        outlet.deadLetter(subject, new DeadLetter(stage, violations, history.attempts(), firstSeen), raw);
    }

    /** What is known of unfit rows of a key. */
    static History history(Optional<WaitingRow> waiting, Optional<OpenDeadLetter> open) {
        return open.map(OpenDeadLetter::history)
                .orElse(History.NONE)
                .orLonger(waiting.map(WaitingRow::history).orElse(History.NONE));
    }
}
