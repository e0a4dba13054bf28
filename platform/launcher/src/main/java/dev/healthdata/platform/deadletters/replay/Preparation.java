package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.Outcome.Rejected;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.table.Fields;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Applies an operator's corrections to rows and judges them by the validator's rules. */
public final class Preparation {
    private final Map<String, String> corrections;
    private final RowRules rules;
    private final int maxAttempts;

    /**
     * @param corrections by column, for every row
     * @param rules by which the validator judges
     * @param maxAttempts rows that were found unfit as often are not sent again: it guards against loops
     */
    public Preparation(Map<String, String> corrections, RowRules rules, int maxAttempts) {
        this.corrections = Map.copyOf(corrections);
        this.rules = rules;
        this.maxAttempts = maxAttempts;
    }

    /** The row with the corrections. */
    Candidate corrected(Candidate row) {
        return corrections.isEmpty() ? row : new Candidate(row.target(), corrected(row.cells()), row.repaired());
    }

    /** Values by column, with the corrections. */
    Map<String, String> corrected(Map<String, String> cells) {
        Map<String, String> corrected = new HashMap<>(cells);
        corrected.putAll(corrections);
        return corrected;
    }

    /** Why a corrected row is not to be sent; empty if it is. */
    Optional<String> objection(Candidate row) {
        Target target = row.target();
        if (target.attempt() >= maxAttempts) {
            return Optional.of("was tried " + target.attempt() + " times; --max-attempts allows more");
        }
        if (!target.known() && !row.repaired()) {
            return Optional.of("cannot be read as a row; 'export' it, repair it, and replay --from the file");
        }
        Fields fields = fields(row);
        if (row.repaired() && target.says(fields) && rules.rejects(fields)) {
            return Optional.of("was not repaired");
        }
        if (target.stage() == Stage.SINK && !target.key().equals(fields.id())) {
            return Optional.of("was accepted under its id, which therefore cannot be changed");
        }
        if (fields.id() == null) {
            // Its raw record may lie in another partition than its key's: the dead letter would get a second one and
            // stay open.
            return Optional.of("has no id; repair it with --from");
        }
        if (target.stage() == Stage.SINK && rules.rejects(fields)) {
            // The rejected row's dead letter would take the place of the one that says what the database lacks.
            return Optional.of("would be rejected by the rules, which this dead letter would not survive");
        }
        return Optional.empty();
    }

    /** What the validator would say of the row by itself. */
    Result judge(Candidate row) {
        return rules.judge(fields(row)) instanceof Rejected rejected
                ? Result.of(row.target(), Outcome.WOULD_BE_REJECTED, Result.rules(rejected.violations()))
                : Result.of(row.target(), Outcome.WOULD_BE_ACCEPTED, "");
    }

    static Fields fields(Candidate row) {
        return Fields.trimmed(row.target().table(), row.cells());
    }
}
