package dev.healthdata.platform.deadletters.replay;

import dev.healthdata.platform.books.TopicReader;
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
    private final Preparation preparation;
    private final Map<String, Target> targets = new HashMap<>();
    /** Keys with open dead letters none of which is meant. */
    private final Set<String> others = new HashSet<>();

    private NewestRows newest;

    RepairedRows(SheetReader sheet, Preparation preparation) {
        this.sheet = sheet;
        this.preparation = preparation;
        this.newest = NewestRows.none(sheet.table());
    }

    /**
     * Finds the dead letters of a file's rows: by their keys, or by the id of a row that was sent again and rejected under it.
     *
     * @param validator the validator's application id
     * @param wanted the dead letters that are meant
     * @throws IllegalArgumentException if the file cannot be read
     */
    public static RepairedRows of(
            SheetReader sheet,
            TopicReader reader,
            String validator,
            Predicate<OpenLetter> wanted,
            Preparation preparation) {
        RepairedRows rows = new RepairedRows(sheet, preparation);
        Set<String> keys = new HashSet<>();
        sheet.forEach(row -> {
            keys.add(row.key());
            keys.add(rows.id(row));
        });
        new OpenLetters(reader).forEach(List.of(sheet.table()), letter -> {
            if (keys.contains(letter.key())) {
                rows.open(Target.of(letter, Cells.of(letter)), wanted.test(letter));
            }
        });
        Set<String> unsure = new HashSet<>();
        sheet.forEach(row -> {
            Target target = rows.target(row);
            if (target == null ? !rows.isOther(row) : NewestRows.mayBeOutdated(rows.corrected(row, target))) {
                unsure.add(rows.id(row));
            }
        });
        rows.newest = NewestRows.read(reader, validator, sheet.table(), unsure);
        return rows;
    }

    /** A row that was refused may have been rejected since. What is sent now comes after both. */
    void open(Target target, boolean wanted) {
        if (wanted) {
            targets.merge(target.key(), target, BinaryOperator.maxBy(BY_AGE));
        } else {
            others.add(target.key());
        }
    }

    /**
     * Gives them in the order of the file.
     *
     * @param none told of a row whose dead letter is not open, or not meant, or of another line or file than was exported
     */
    public void forEach(Consumer<Candidate> action, Consumer<Result> none) {
        sheet.forEach(row -> {
            Target target = target(row);
            if (target == null) {
                none.accept(withoutTarget(row));
            } else if (!row.mayRepair(target.source())) {
                // Its values would be stored as those of the newer row, whose dead letter would be closed.
                none.accept(Result.of(
                        target,
                        Outcome.SKIPPED,
                        "has a newer dead letter, of another line or file: export again if it came since"));
            } else {
                newest.objection(corrected(row, target))
                        .ifPresentOrElse(none, () -> action.accept(Candidate.ofSheet(target, row.cells())));
            }
        });
    }

    private Result withoutTarget(SheetRow row) {
        String where = "line " + row.line() + " of the repaired file";
        String table = sheet.table().name();
        if (isOther(row)) {
            return new Result(
                    table, row.key(), where, Outcome.SKIPPED, "has a dead letter that these options leave out");
        }
        return newest.haveAccepted(fields(row))
                ? new Result(table, row.key(), where, Outcome.ALREADY_ACCEPTED, "")
                : new Result(table, row.key(), where, Outcome.SKIPPED, "has no open dead letter");
    }

    private Candidate corrected(SheetRow row, Target target) {
        return preparation.corrected(Candidate.ofSheet(target, row.cells()));
    }

    private Target target(SheetRow row) {
        return targets.getOrDefault(row.key(), targets.get(id(row)));
    }

    private boolean isOther(SheetRow row) {
        return others.contains(row.key()) || others.contains(id(row));
    }

    private String id(SheetRow row) {
        return fields(row).id();
    }

    /** As they would be sent. */
    private Fields fields(SheetRow row) {
        return Fields.trimmed(sheet.table(), preparation.corrected(row.cells()));
    }
}
