package dev.healthdata.validator.judge;

import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Fields;
import java.util.List;

/** What a raw record is found to be. Whether the rows that it refers to are there is another question. */
public sealed interface Judgement {
    /** A row that its table may hold; the record's key is its id. {@code warnings} may be empty. */
    record Fit(Fields fields, List<Violation> warnings) implements Judgement {
        public Fit {
            warnings = List.copyOf(warnings);
        }
    }

    /** Something for the dead letters. */
    record Unfit(Stage stage, List<Violation> violations) implements Judgement {
        public Unfit {
            violations = List.copyOf(violations);
        }
    }
}
