package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.deadletters.letter.Cells;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.platform.deadletters.letter.OpenLetters;
import dev.healthdata.platform.deadletters.sheet.SheetReader;
import dev.healthdata.platform.deadletters.sheet.SheetRow;
import dev.healthdata.records.table.Fields;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The rows of a repaired file, each with the open dead letter that it repairs. */
public final class RepairedRows {
    private static final Comparator<Target> BY_AGE =
            Comparator.comparingLong(target -> target.raw().offset());

    private final SheetReader sheet;
    private final Map<String, Target> targets;

    /** @param targets by key */
    RepairedRows(SheetReader sheet, Map<String, Target> targets) {
        this.sheet = sheet;
        this.targets = targets;
    }

    /**
     * Finds the dead letters of a file's rows: by their keys, or by the id of a row that was sent again and rejected under it.
     *
     * @throws IllegalArgumentException if the file cannot be read
     */
    public static RepairedRows of(SheetReader sheet, OpenLetters letters, Predicate<OpenLetter> wanted) {
        RepairedRows rows = new RepairedRows(sheet, new HashMap<>());
        Set<String> keys = new HashSet<>();
        sheet.forEach(row -> {
            keys.add(row.key());
            keys.add(rows.id(row));
        });
        letters.forEach(List.of(sheet.table()), letter -> {
            if (keys.contains(letter.key()) && wanted.test(letter)) {
                // A row that was refused may have been rejected since. What is sent now comes after both.
                rows.targets.merge(letter.key(), Target.of(letter, Cells.of(letter)), BinaryOperator.maxBy(BY_AGE));
            }
        });
        return rows;
    }

    /**
     * Gives them in the order of the file.
     *
     * @param none told of a row whose dead letter is not open, or not meant, or of another line than was exported
     */
    public void forEach(Consumer<Candidate> action, Consumer<Result> none) {
        sheet.forEach(row -> {
            Target target = targets.getOrDefault(row.key(), targets.get(id(row)));
            if (target == null) {
                none.accept(new Result(
                        sheet.table().name(),
                        row.key(),
                        "line " + row.line() + " of the repaired file",
                        Outcome.SKIPPED,
                        "has no open dead letter"));
            } else if (!row.mayRepair(target.source())) {
                // Its values would be stored as those of the newer row, whose dead letter would be closed.
                none.accept(Result.of(
                        target,
                        Outcome.SKIPPED,
                        "has a newer dead letter, of another line: export again if it came since"));
            } else {
                action.accept(Candidate.ofSheet(target, row.cells()));
            }
        });
    }

    private String id(SheetRow row) {
        return Fields.trimmed(sheet.table(), row.cells()).id();
    }
}
