package dev.healthdata.platform.audit;

/**
 * The fates of a table's raw records.
 *
 * @param rows raw records
 * @param stored the newest accepted row of its id
 * @param superseded a newer row of the same id was accepted
 * @param waiting for a row that it refers to
 * @param deadLettered in an open dead letter
 * @param lost without any of these fates; there must be none
 */
public record TableBooks(long rows, long stored, long superseded, long waiting, long deadLettered, long lost) {
    /** Whether each row has exactly one fate. */
    public boolean balanced() {
        return lost == 0 && rows == stored + superseded + waiting + deadLettered;
    }
}
