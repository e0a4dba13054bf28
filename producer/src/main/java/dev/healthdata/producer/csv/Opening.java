package dev.healthdata.producer.csv;

/** A file whose header was read: either its rows can be, or it is said why not. */
public sealed interface Opening {
    record Rows(CsvFile file) implements Opening {}

    /** @param reason to be read after the file's name; names columns of the table at most, nothing of the content */
    record Unusable(Kind kind, String reason) implements Opening {}

    /** Whose fault it is. */
    enum Kind {
        /** The file is not what it should be. */
        WRONG_CONTENT,
        /** Nothing says which table the file belongs to. */
        NO_TABLE
    }
}
