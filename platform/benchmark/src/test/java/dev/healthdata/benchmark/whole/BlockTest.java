package dev.healthdata.benchmark.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.healthdata.benchmark.measure.Schedule;
import dev.healthdata.benchmark.setup.Bad;
import dev.healthdata.benchmark.setup.Rows;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class BlockTest {
    private static final long SECOND = 1_000_000_000;
    private static final long DUE = 7 * SECOND;
    private static final long COUNT = 200_000;

    private final FeedRows rows = FeedRows.atOnce(1, COUNT, new Rows(1, Bad.NONE));

    @Test
    void itsTimeEndsWhenTheLabReportsThatComeAfterAllVisitsAreStoredAndPublished() {
        Block block = block(row -> DUE + SECOND + whenTheLabReportsComeLast(row), 2 * SECOND);

        assertThat(block.storedPerSecond()).as("in 10 s").isCloseTo(20_000, withinPercentage(1));
        assertThat(block.publishedPerSecond()).as("in 12 s").isCloseTo(COUNT / 12.0, withinPercentage(1));
    }

    @Test
    void itsTimeEndsWithItsLastRow() {
        Block block = block(row -> DUE + SECOND + (row == COUNT - 1 ? 20 * SECOND : row * 10 * SECOND / COUNT), 0);

        assertThat(block.storedPerSecond()).as("in 20 s").isCloseTo(10_000, withinPercentage(1));
    }

    @Test
    void whatTheFirstLookFindsDoesNotCount() {
        Block block = block(row -> DUE + (row < COUNT / 2 ? 5 : 10) * SECOND, 0);

        assertThat(block.storedPerSecond()).as("half of them in 5 s").isCloseTo(20_000, withinPercentage(1));
    }

    @Test
    void ofRowsThatAreAllCommittedTogetherItTellsHowLongTheyTook() {
        Block block = block(row -> DUE + 5 * SECOND, 5 * SECOND);

        assertThat(block.storedPerSecond()).as("in 5 s").isCloseTo(40_000, withinPercentage(1));
        assertThat(block.publishedPerSecond()).as("in 10 s").isCloseTo(20_000, withinPercentage(1));
    }

    /** Five of eight are visits: 6.25 s for them, and then 3.75 s for the lab reports. */
    private long whenTheLabReportsComeLast(long row) {
        boolean visit = rows.table(row).name().equals("visits");
        return visit ? row * 25 * SECOND / 4 / COUNT : 25 * SECOND / 4 + row * 15 * SECOND / 4 / COUNT;
    }

    private Block block(LongUnaryOperator storedAt, long untilPublished) {
        Probes probes = new Probes(rows);
        for (long row : rows.probes()) {
            probes.stored(rows.id(row), storedAt.applyAsLong(row));
        }
        long[] published = Arrays.stream(rows.probes())
                .map(storedAt)
                .map(stored -> stored + untilPublished)
                .toArray();
        return Block.of(new FeedRun.Seen(rows, new Schedule(DUE, Double.POSITIVE_INFINITY), probes, published));
    }
}
