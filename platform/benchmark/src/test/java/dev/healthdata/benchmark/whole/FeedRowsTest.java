package dev.healthdata.benchmark.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.benchmark.measure.Schedule;
import dev.healthdata.records.rule.Outcome;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Fields;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedRowsTest {
    private static final long ROWS = 5_000;

    private final FeedRows rows = new FeedRows(7, 10, 100, 10);

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
        assertThat(rows.probe(rows.id(120))).isEqualTo(120);
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
