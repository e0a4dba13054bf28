package dev.healthdata.validator.ledger;

import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.known.NearbyRows;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that rows of a table refer to: looked up where that can be done here, and asked about where not. */
final class Parents {
    private final Table table;
    private final PairRules pairRules;
    private final FoundRows found;
    private final NearbyRows nearby;

    Parents(Table table, PairRules pairRules, FoundRows found, NearbyRows nearby) {
        this.table = table;
        this.pairRules = pairRules;
        this.found = found;
        this.nearby = nearby;
    }

    Lookup lookUp(Fields fields, long version) {
        Days compared = pairRules.compared(fields);
        int missing = 0;
        int broken = 0;
        List<Question> questions = new ArrayList<>(table.references().size());
        for (int i = 0; i < table.references().size(); i++) {
            String parentId = parentId(fields, i);
            if (parentId == null || found.contains(i, parentId)) {
                continue;
            }
            Question question = question(fields, version, i);
            Optional<Answer> answer = nearby.answer(question);
            if (answer.isPresent()) {
                broken |= pairRules.broken(answer.get(), compared);
            } else {
                missing |= Ledger.bit(i);
                questions.add(question);
            }
        }
        return new Lookup(compared, missing, broken, questions);
    }

    /** @param missing a bit for each reference that is asked about */
    List<Question> questions(Fields fields, long version, int missing) {
        List<Question> questions = new ArrayList<>(Integer.bitCount(missing));
        for (int i = 0; i < table.references().size(); i++) {
            if ((missing & Ledger.bit(i)) != 0) {
                questions.add(question(fields, version, i));
            }
        }
        return questions;
    }

    private Question question(Fields fields, long version, int reference) {
        return new Question(
                fields.id(), version, reference, parentId(fields, reference), pairRules.twin(reference, fields));
    }

    private String parentId(Fields fields, int reference) {
        return fields.get(table.references().get(reference).index());
    }
}
