package dev.healthdata.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.CleanEnds.Behind;
import dev.healthdata.platform.books.Tallies;
import dev.healthdata.records.ledger.IngestProgress;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusLinesTest {
    private static final IngestProgress HALTED = new IngestProgress(
            "visits.csv",
            "visits",
            "",
            60_000,
            1_202,
            1_195,
            6,
            601,
            0,
            0,
            IngestProgress.State.HALTED,
            Instant.EPOCH,
            Instant.EPOCH);

    @Test
    void saysWhereAFileIsHaltedAndHowItGoesOn() {
        assertThat(StatusLines.halted(List.of(HALTED)))
                .containsExactly("halted: visits.csv after line 1,202, 601 of 1,201 rows rejected;"
                        + " './healthcare replay --force --table visits FILE' goes on");
    }

    @Test
    void countsTheHaltedFilesThatAreTooManyToShow() {
        assertThat(StatusLines.halted(Collections.nCopies(12, HALTED)))
                .hasSize(6)
                .last()
                .isEqualTo("halted: 7 more files");
    }

    @Test
    void saysOfAggregatesThatAreAheadThatTheyAreOfAnotherKafka() {
        Behind ahead = new Behind(12, -83_121, Optional.empty());

        assertThat(StatusLines.of(new Tallies.Reading(Map.of()), ahead, List.of()))
                .contains(
                        "database 12 behind, aggregates ahead of the clean topics: of another Kafka, or these were made"
                                + " anew");
    }
}
