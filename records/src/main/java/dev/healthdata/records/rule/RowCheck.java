package dev.healthdata.records.rule;

import dev.healthdata.records.envelope.Stage;
import java.util.Locale;

/** The checks on a row as a whole. A row that fails one cannot be stored, so their severity is not for choice. */
public enum RowCheck {
    EMPTY(Stage.CSV, "is an empty line among the rows"),
    FIELDS(Stage.CSV, "has more or fewer fields than the header"),
    QUOTE(Stage.CSV, "has a quote that does not open or close a field"),
    ENCODING(Stage.CSV, "is not valid in the file's character set"),
    NUL(Stage.CSV, "holds a NUL byte"),
    HEADER(Stage.CSV, "is the header once more"),
    SIZE(Stage.CSV, "is too long; found in the file, or in a record of another program (stage DECODE)"),
    DECODE(Stage.DECODE, "is no JSON object of texts"),
    KEY(Stage.DECODE, "has another record key than its id"),
    PARTITION(Stage.DECODE, "lies in another partition than its key's"),
    BUG(Stage.DECODE, "could not be judged: a fault of the validator, not of the row"),
    SQL(Stage.SINK, "was refused by the database");

    private final Stage stage;
    private final String meaning;

    RowCheck(Stage stage, String meaning) {
        this.stage = stage;
        this.meaning = meaning;
    }

    /** The last part of the rule's id. */
    public String check() {
        return name().toLowerCase(Locale.ROOT);
    }

    Stage stage() {
        return stage;
    }

    /** What is wrong with a row that fails it, to be read after "row". */
    public String meaning() {
        return meaning;
    }
}
