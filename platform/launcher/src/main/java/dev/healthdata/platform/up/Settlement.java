package dev.healthdata.platform.up;

import dev.healthdata.platform.books.CleanEnds.Behind;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.util.Map;

/**
 * Tells when every row that was sent has its fate and shows in the database and the aggregates.
 *
 * <p>Nothing is under way between the validator's tasks when, in two readings one after the other, all that was sent was
 * received and nothing changed: the four-counter method of Mattern, "Algorithms for distributed termination detection"
 * (Distributed Computing 2, 1987).
 */
final class Settlement {
    /** What is left to wait for. */
    enum Stage {
        /** The validator has not taken all rows, or questions about references are under way. */
        VALIDATING,
        /** Nothing is under way; rows that still wait, wait for rows that are not there. */
        QUIET,
        /** Every row is clean or a dead letter; the database or the aggregates are behind. */
        WRITING,
        SETTLED
    }

    private final Map<Table, Map<Integer, Long>> rawEnds;
    private Tallies.Reading previous;

    /** @param rawEnds the last raw record of each partition, after the last was sent */
    Settlement(Map<Table, Map<Integer, Long>> rawEnds) {
        this.rawEnds = rawEnds;
    }

    /** @param behind read after the tallies */
    Stage judge(Tallies.Reading reading, Behind behind) {
        boolean still = reading.equals(previous) && tookAll(reading);
        previous = reading;
        Tally total = reading.total();
        if (!still || total.sent() != total.received()) {
            return Stage.VALIDATING;
        }
        if (total.waiting() > total.overdue()) {
            return Stage.QUIET;
        }
        return behind.database() == 0 && behind.aggregates() == 0 ? Stage.SETTLED : Stage.WRITING;
    }

    private boolean tookAll(Tallies.Reading reading) {
        return rawEnds.entrySet().stream().allMatch(table -> table.getValue().entrySet().stream()
                .allMatch(end -> taken(reading, table.getKey(), end.getKey()) >= end.getValue()));
    }

    private static long taken(Tallies.Reading reading, Table table, int partition) {
        return reading.byPartition()
                .getOrDefault(table, Map.of())
                .getOrDefault(partition, Tally.NONE)
                .rawOffset();
    }
}
