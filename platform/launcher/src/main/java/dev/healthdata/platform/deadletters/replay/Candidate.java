package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.deadletters.letter.Cells;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import java.util.Map;

/**
 * A row that is to be sent again. Patient data.
 *
 * @param cells text by column
 * @param repaired whether somebody had it in hands; if not, {@code cells} may be a guess
 * @param known false if they are one
 */
public record Candidate(Target target, Map<String, String> cells, boolean repaired, boolean known) {
    public static Candidate of(OpenLetter letter) {
        Cells cells = Cells.of(letter);
        return new Candidate(Target.of(letter, cells), cells.byColumn(), false, cells.known());
    }

    @Override
    public String toString() {
        return target.table() + " " + target.key();
    }
}
