package dev.healthdata.platform.audit;

import java.util.Map;

/**
 * The fates of raw records, of a table or of a file.
 *
 * @param rows raw records
 * @param stored the newest accepted row of its id
 * @param superseded a newer row of the same id was accepted, or an operator closed its dead letter
 * @param waiting for a row that it refers to
 * @param deadLettered in an open dead letter
 * @param lost without any of these fates; there must be none
 */
public record TableBooks(long rows, long stored, long superseded, long waiting, long deadLettered, long lost) {
    /** @param counts of raw records; a fate that is missing has none */
    static TableBooks of(Map<Fate, Long> counts) {
        return new TableBooks(
                counts.values().stream().mapToLong(count -> count).sum(),
                counts.getOrDefault(Fate.STORED, 0L),
                counts.getOrDefault(Fate.SUPERSEDED, 0L),
                counts.getOrDefault(Fate.WAITING, 0L),
                counts.getOrDefault(Fate.DEAD_LETTERED, 0L),
                counts.getOrDefault(Fate.LOST, 0L));
    }

    /** Whether each row has exactly one fate. */
    public boolean balanced() {
        return lost == 0 && rows == stored + superseded + waiting + deadLettered;
    }
}
