package dev.healthdata.validator.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.SourceError;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.json.RawJson.Decoded;
import dev.healthdata.records.rule.Outcome;
import dev.healthdata.records.rule.RowCheck;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.Judgement.Fit;
import dev.healthdata.validator.judge.Judgement.Unfit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Judges the raw records of a table, whatever they hold: no record makes it throw. Nothing is stored or sent before a record
 * is judged, so a fault in here costs its row a dead letter like any other, and the books balance.
 */
public final class Judge {
    private final Table table;
    private final RowRules rules;
    private final RecordLimits limits;
    private final Faults faults = new Faults();

    public Judge(Table table, RowRules rules, RecordLimits limits) {
        this.table = table;
        this.rules = rules;
        this.limits = limits;
    }

    public Judgement judge(RawRow raw) {
        try {
            return judgeOrThrow(raw);
        } catch (RuntimeException e) {
            faults.report(raw.origin(), e);
            return undecodable(
                    RowCheck.BUG, "could not be judged: the validator is at fault, not the row; send it again later");
        }
    }

    private Judgement judgeOrThrow(RawRow raw) {
        Optional<SourceError> sourceError = SourceError.from(raw.record().headers());
        if (sourceError.isPresent()) {
            return new Unfit(Stage.CSV, List.of(sourceError.get().toViolation(table)));
        }
        if (limits.exceededBy(raw)) {
            return undecodable(RowCheck.SIZE, "is too large for its table's topics");
        }
        if (!limits.placed(raw)) {
            return undecodable(RowCheck.PARTITION, RowCheck.PARTITION.meaning());
        }
        Decoded decoded = RawJson.decode(raw.record().value());
        if (decoded instanceof Decoded.Undecodable undecodable) {
            return undecodable(RowCheck.DECODE, undecodable.reason());
        }
        return judge(raw.record().key(), Fields.trimmed(table, ((Decoded.Text) decoded).byColumn()));
    }

    private Judgement judge(byte[] key, Fields fields) {
        // A row without an id has another key by right; the rules will reject it.
        if (fields.id() != null
                && (key == null || !Arrays.equals(key, fields.id().getBytes(UTF_8)))) {
            return undecodable(RowCheck.KEY, "has another key than its id");
        }
        Outcome outcome = rules.judge(fields);
        return outcome instanceof Outcome.Rejected rejected
                ? new Unfit(Stage.VALIDATE, rejected.violations())
                : new Fit(fields, ((Outcome.Valid) outcome).warnings());
    }

    private Unfit undecodable(RowCheck check, String message) {
        return new Unfit(Stage.DECODE, List.of(Violation.of(table.name(), Violation.ROW, check.check(), message)));
    }
}
