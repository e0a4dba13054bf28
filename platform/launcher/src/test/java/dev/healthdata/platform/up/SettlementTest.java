package dev.healthdata.platform.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.CleanEnds.Behind;
import dev.healthdata.platform.books.Tallies.Reading;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final Table VISITS = Tables.named("visits");
    private static final Behind WRITTEN = new Behind(0, 0, Optional.of("2026-11-26T12:00:00Z"));

    private final Settlement settlement = new Settlement(Map.of(VISITS, Map.of(0, 9L, 1, -1L)));

    @Test
    void isNotQuietBeforeTwoReadingsAreAlike() {
        assertThat(settlement.judge(tally(9, 0, 0, 4, 4), WRITTEN, true)).isEqualTo(Settlement.Stage.VALIDATING);
        assertThat(settlement.judge(tally(9, 0, 0, 4, 4), WRITTEN, true)).isEqualTo(Settlement.Stage.SETTLED);
    }

    @Test
    void isNotQuietWhileARawRecordHasNotBeenTaken() {
        assertThat(twice(tally(8, 0, 0, 0, 0), WRITTEN)).isEqualTo(Settlement.Stage.VALIDATING);
    }

    @Test
    void isNotQuietWhileAQuestionIsUnderWay() {
        assertThat(twice(tally(9, 1, 0, 5, 4), WRITTEN)).isEqualTo(Settlement.Stage.VALIDATING);
    }

    @Test
    void isQuietWhenRowsWaitForWhatIsNotThere() {
        assertThat(twice(tally(9, 2, 1, 4, 4), WRITTEN)).isEqualTo(Settlement.Stage.QUIET);
    }

    @Test
    void isNotSettledWhileTheDatabaseOrTheAggregatesAreBehind() {
        assertThat(twice(tally(9, 2, 2, 4, 4), new Behind(1, 0, Optional.empty())))
                .isEqualTo(Settlement.Stage.WRITING);
        assertThat(twice(tally(9, 2, 2, 4, 4), new Behind(0, 1, Optional.empty())))
                .isEqualTo(Settlement.Stage.WRITING);
    }

    @Test
    void isNotSettledByFilesOfAnEarlierRun() {
        Reading quiet = tally(9, 0, 0, 4, 4);
        settlement.judge(quiet, WRITTEN, false);

        assertThat(settlement.judge(quiet, WRITTEN, false)).isEqualTo(Settlement.Stage.WRITING);
        assertThat(settlement.judge(quiet, WRITTEN, true)).isEqualTo(Settlement.Stage.SETTLED);
    }

    @Test
    void isSettledWithoutFilesWhereThereIsNothingToPublish() {
        Reading quiet = tally(9, 0, 0, 4, 4);
        Behind nothing = new Behind(0, 0, Optional.empty());
        settlement.judge(quiet, nothing, false);

        assertThat(settlement.judge(quiet, nothing, false)).isEqualTo(Settlement.Stage.SETTLED);
    }

    @Test
    void isNotSettledWhereTheValidatorHasNotBegun() {
        assertThat(twice(new Reading(Map.of()), WRITTEN)).isEqualTo(Settlement.Stage.VALIDATING);
    }

    private Settlement.Stage twice(Reading reading, Behind behind) {
        settlement.judge(reading, behind, true);
        return settlement.judge(reading, behind, true);
    }

    private static Reading tally(long rawOffset, long waiting, long overdue, long sent, long received) {
        return new Reading(Map.of(
                VISITS,
                Map.of(0, new Tally(rawOffset, 1, 10, 0, 10 - waiting, waiting, overdue, overdue, sent, received))));
    }
}
