package dev.healthdata.validator.ledger;

import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Question;
import java.util.List;

/**
 * What is known at once of the rows that a row refers to.
 *
 * @param compared what of the row is compared with them
 * @param missing a bit for each reference that must be asked about
 * @param broken a bit for each comparison with a row that was found that found something
 * @param questions about those that are missing
 */
record Lookup(Days compared, int missing, int broken, List<Question> questions) {
    Lookup {
        questions = List.copyOf(questions);
    }
}
