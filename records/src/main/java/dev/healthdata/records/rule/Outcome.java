package dev.healthdata.records.rule;

import java.util.List;

/** What the rules say of a row on its own. Whether the rows that it refers to exist is not known here. */
public sealed interface Outcome {
    /** The row may be stored; {@code warnings} may be empty. */
    record Valid(List<Violation> warnings) implements Outcome {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /** The row may not be stored. All rejecting violations, in the order of the columns; never empty. */
    record Rejected(List<Violation> violations) implements Outcome {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }
}
