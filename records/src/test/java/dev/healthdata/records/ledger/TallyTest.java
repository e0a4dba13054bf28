package dev.healthdata.records.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.catalog.Tables;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Tally TALLY = new Tally(9, 8, 7, 6, 5, 4, 3, 2, 1, 10);

    @Test
    void comesBackFromItsBytes() {
        assertThat(Tally.decode(TALLY.encode())).isEqualTo(TALLY);
    }

    @Test
    void refusesAnotherFormat() {
        byte[] other = TALLY.encode();
        other[0] = 2;

        assertThatThrownBy(() -> Tally.decode(other)).hasMessage("a tally of another format");
        assertThatThrownBy(() -> Tally.decode(new byte[3])).hasMessage("a tally of another format");
    }

    @Test
    void addsCountsAndKeepsTheHighestOffsetAndVersion() {
        assertThat(Tally.NONE.plus(TALLY)).isEqualTo(TALLY);
        assertThat(TALLY.plus(TALLY)).isEqualTo(new Tally(9, 8, 14, 12, 10, 8, 6, 4, 2, 20));
    }

    @Test
    void standsInTheChangelogOfTheValidatorsStore() {
        assertThat(Tally.changelog("validator-stream", Tables.named("lab_reports")))
                .isEqualTo("validator-stream-lab-reports-tally-changelog");
    }
}
