package dev.healthdata.validator.ledger;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.ledger.Versions;
import dev.healthdata.records.rule.RuleCatalog;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says that rows are unfit, says so again with other reasons, and says that it is over. */
final class Reports {
    private final Table table;
    private final RuleCounts counts;
    private final DeadLetters deadLetters;
    private final Outlet outlet;

    Reports(Table table, RuleCounts counts, DeadLetters deadLetters, Outlet outlet) {
        this.table = table;
        this.counts = counts;
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

    /** What was found when a row had waited. A dead letter of a newer row says more and stays. */
    void report(byte[] id, WaitingRow row, List<Violation> violations) {
        counts.add(violations);
        Subject subject = Subject.of(id, row);
        Optional<OpenDeadLetter> own = find(id, row.version());
        if (own.isPresent()) {
            write(subject, own, Stage.REFERENCE, violations, own.get().history(), row.raw());
        } else if (find(id).isEmpty()) {
            History history = row.history().next(Versions.arrival(row.version()));
            write(subject, Optional.empty(), Stage.REFERENCE, violations, history, row.raw());
        }
    }

    /** What is to be said of the rows that it waits for. */
    List<Violation> missing(WaitingRow row) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < table.references().size(); i++) {
            if ((row.missing() & Ledger.bit(i)) != 0) {
                violations.add(RuleCatalog.missing(table, table.references().get(i)));
            }
        }
        return violations;
    }

    /** What is known of unfit rows of a key. */
    static History history(Optional<WaitingRow> waiting, Optional<OpenDeadLetter> open) {
        return open.map(OpenDeadLetter::history)
                .orElse(History.NONE)
                .orLonger(waiting.map(WaitingRow::history).orElse(History.NONE));
    }
}
