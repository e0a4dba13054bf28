package dev.healthdata.benchmark.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.healthdata.benchmark.measure.Schedule;
import dev.healthdata.benchmark.setup.Bad;
import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.records.rule.Outcome;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Fields;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedRowsTest {
    private static final long ROWS = 5_000;
    private static final Rows STORED = new Rows(1, Bad.NONE);

    private final FeedRows rows = new FeedRows(7, ROWS, 11, 100, 10);

    @Test
    void aLabReportIsOfAVisitThatCameBeforeIt() {
        Map<String, Long> visits = new HashMap<>();
        for (long row = 0; row < ROWS; row++) {
            if (rows.table(row).name().equals("visits")) {
                visits.put(rows.values(row).get(0), row);
            } else {
                assertThat(visits)
                        .as("row %d", row)
                        .containsKey(rows.values(row).get(1));
            }
        }
    }

    @Test
    void probesAndOnlyProbesHaveIdsBetweenTheBoundsThatAreLookedUp() {
        LongStream.range(0, ROWS).forEach(row -> assertThat(rows.id(row).startsWith(rows.probePrefix()))
                .as("row %d", row)
                .isEqualTo(rows.isProbe(row)));
        assertThat(rows.probe(rows.id(121))).isEqualTo(121);
    }

    @ParameterizedTest
    @ValueSource(longs = {200_000, 2_000, 91_000, 16_000, 1_234})
    void whenTheProbesOfABlockAreStoredAllOfItIs(long count) {
        assertProbesOfBothTables(FeedRows.atOnce(1, count, STORED));
    }

    @ParameterizedTest
    @ValueSource(doubles = {200, 800, 1_600, 2_000, 2_400, 5_000})
    void whenTheProbesOfARateAreStoredAllOfItsRowsAre(double rowsPerSecond) {
        assertProbesOfBothTables(FeedRows.atRate(1, Math.round(rowsPerSecond * 20), rowsPerSecond, STORED));
    }

    @Test
    void aFeedOfAFewRowsHasProbesToo() {
        assertThat(FeedRows.atOnce(1, 1, STORED).probes()).containsExactly(0);
        assertThat(FeedRows.atOnce(1, 7, STORED).probes()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    private static void assertProbesOfBothTables(FeedRows feed) {
        for (String table : List.of("visits", "lab_reports")) {
            long[] all = LongStream.range(0, feed.count())
                    .filter(row -> feed.table(row).name().equals(table))
                    .toArray();
            long[] probes = Arrays.stream(feed.probes())
                    .filter(row -> feed.table(row).name().equals(table))
                    .toArray();
            assertThat(probes)
                    .as("probes of %s, the first and the last row among them", table)
                    .startsWith(all[0])
                    .endsWith(all[all.length - 1]);
            assertThat((double) probes.length / feed.probes().length)
                    .as("share of %s among the probes", table)
                    .isCloseTo((double) all.length / feed.count(), within(0.02));
        }
    }

    @Test
    void noRowBreaksARule() {
        RowRules rules = new RowRules(Clock.systemUTC(), Severities.defaults());
        LongStream.range(0, ROWS).forEach(row -> assertThat(rules.judge(Fields.of(rows.table(row), rows.values(row))))
                .isNotInstanceOf(Outcome.Rejected.class));
    }

    @Test
    void aRowIsDueWhateverBecomesOfTheOthers() {
        Schedule schedule = new Schedule(1_000, 2_000);

        assertThat(schedule.due(0)).isEqualTo(1_000);
        assertThat(schedule.due(4_000)).isEqualTo(1_000 + 2_000_000_000L);
        assertThat(new Schedule(1_000, Double.POSITIVE_INFINITY).due(4_000)).isEqualTo(1_000);
    }
}
