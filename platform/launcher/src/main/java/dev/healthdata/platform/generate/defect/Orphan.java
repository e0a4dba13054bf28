package dev.healthdata.platform.generate.defect;

import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.row.RowSource;
import dev.healthdata.records.table.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row that refers to rows that never become clean.
 *
 * @param references those that lead nowhere; each with the rows that it should lead to
 */
record Orphan(List<Missing> references) implements Defect {
    /** How a reference fails to be found. */
    enum Why {
        /** There is no such id, or it is written in another way. */
        UNKNOWN,
        /** Its row is in the files, but is itself defective. */
        REJECTED
    }

    /** A reference to a row that will not come. */
    record Missing(Reference reference, String rule, RowSource parents, Why why) {
        String id(SplitMix64 random) {
            if (why == Why.REJECTED) {
                var slot = parents.layout().anyDefective(random);
                if (slot.isPresent()) {
                    return parents.id(slot.getAsLong());
                }
            }
            return random.chance(250)
                    ? parents.id(random.below(parents.layout().slots())).toLowerCase(Locale.ROOT)
                    : parents.unknownId(random.next());
        }
    }

    @Override
    public DefectiveRow in(List<String> row, SplitMix64 random) {
        List<String> wrong = new ArrayList<>(row);
        List<String> rules = new ArrayList<>();
        for (Missing missing : references) {
            wrong.set(missing.reference().index(), missing.id(random));
            rules.add(missing.rule());
        }
        return DefectiveRow.of(wrong, rules);
    }
}
