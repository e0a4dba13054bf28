package dev.healthdata.platform.up;

import dev.healthdata.platform.books.CleanEnds.Behind;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.util.Map;

/** Tells when every row that was sent has its fate and shows in the database and the aggregates. */
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

    /**
     * @param behind read after the tallies
     * @param published whether the analytics of this run have published: files of an earlier one may be as far, and removed,
     *     changed or about to be made anew
     */
    Stage judge(Tallies.Reading reading, Behind behind, boolean published) {
        boolean quiet = reading.isQuietSince(previous) && tookAll(reading);
        previous = reading;
        if (!quiet) {
            return Stage.VALIDATING;
        }
        Tally total = reading.total();
        if (total.waiting() > total.overdue()) {
            return Stage.QUIET;
        }
        boolean nothingToPublish = behind.aggregatesAsOf().isEmpty();
        return behind.database() == 0 && behind.aggregates() == 0 && (published || nothingToPublish)
                ? Stage.SETTLED
                : Stage.WRITING;
    }

    private boolean tookAll(Tallies.Reading reading) {
        return rawEnds.entrySet().stream().allMatch(table -> table.getValue().entrySet().stream()
                .allMatch(end -> reading.taken(table.getKey(), end.getKey()) >= end.getValue()));
    }
}
