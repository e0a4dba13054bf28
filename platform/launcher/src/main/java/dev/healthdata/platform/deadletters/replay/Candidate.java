package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.deadletters.letter.Cells;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.records.table.Fields;
import java.util.Map;

/**
 * A row that is to be sent again. Patient data.
 *
 * @param cells text by column
 * @param repaired whether somebody had it in hands; if not, {@code cells} may be a guess
 */
public record Candidate(Target target, Map<String, String> cells, boolean repaired) {
    public static Candidate of(OpenLetter letter) {
        Cells cells = Cells.of(letter);
        return new Candidate(Target.of(letter, cells), cells.byColumn(), false);
    }

    /** A row of a sheet. A guess in which nobody changed a value is one still: that the rules let it pass says little. */
    static Candidate ofSheet(Target target, Map<String, String> cells) {
        return new Candidate(target, cells, target.known() || !target.says(Fields.trimmed(target.table(), cells)));
    }

    @Override
    public String toString() {
        return target.table() + " " + target.key();
    }
}
