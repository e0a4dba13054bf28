package dev.healthdata.platform.status;

import dev.healthdata.platform.books.CleanEnds;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the platform is.
 *
 * @param behind database and aggregates
 * @param refused clean rows that the database refused
 * @param validators consumers that the validator has: none where it is down
 * @param sinks the same of the sink
 * @param analytics whether they run, which Kafka does not tell
 * @param rawEnds the last raw record of each partition
 * @param rowsPerSecond since the last look; empty at the first
 * @param oldestWaiting since when the row that waits longest has waited
 */
record StatusReport(
        Tallies.Reading tallies,
        CleanEnds.Behind behind,
        List<IngestProgress> halted,
        long refused,
        int validators,
        int sinks,
        PartState analytics,
        Map<Table, Map<Integer, Long>> rawEnds,
        Optional<Long> rowsPerSecond,
        Optional<Instant> oldestWaiting) {
    static final String VALIDATOR = "validator-stream";

    /** Raw records that the validator has not taken; offsets that transactions took are among them. */
    long validatorBehind() {
        long behind = 0;
        for (Map.Entry<Table, Map<Integer, Long>> table : rawEnds.entrySet()) {
            for (Map.Entry<Integer, Long> end : table.getValue().entrySet()) {
                behind += Math.max(0, end.getValue() - tallies.taken(table.getKey(), end.getKey()));
            }
        }
        return behind;
    }
}
