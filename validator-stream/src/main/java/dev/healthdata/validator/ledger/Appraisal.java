package dev.healthdata.validator.ledger;

import dev.healthdata.validator.message.Days;
import java.util.List;

/**
 * What is kept of the judgement of a row that waits.
 *
 * @param warnings ids of rules that warn and were broken
 * @param compared what is compared with the rows that it refers to
 * @param broken a bit for each comparison with an answered row that found something
 */
record Appraisal(List<String> warnings, Days compared, int broken) {
    Appraisal {
        warnings = List.copyOf(warnings);
    }

    Appraisal withBroken(int more) {
        return more == 0 ? this : new Appraisal(warnings, compared, broken | more);
    }
}
