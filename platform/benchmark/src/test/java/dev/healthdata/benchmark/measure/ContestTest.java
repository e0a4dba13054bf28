package dev.healthdata.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContestTest {
    @Test
    void dividesTheMedianOfEachByThatOfTheFirst() {
        Contest contest = new Contest();
        contest.add("reference", run(100));
        contest.add("ours", run(10));
        contest.add("reference", run(300));
        contest.add("ours", run(90));
        contest.add("reference", run(200));
        contest.add("ours", run(50));

        assertThat(contest.standings()).extracting(Standing::contender).containsExactly("reference", "ours");
        assertThat(contest.standings())
                .extracting(standing -> standing.rowsPerSecond().median())
                .containsExactly(200.0, 50.0);
        assertThat(contest.standings().get(1).ratio()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void showsTheLeastAndTheMost() {
        assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(4, 1)).as("of an even number").isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void refusesToSumUpNothing() {
        assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
    }

    private static Measurement run(double rowsPerSecond) {
        return new Measurement(rowsPerSecond, 1, 1, 1, 1);
    }
}
