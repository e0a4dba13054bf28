package dev.healthdata.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.validator.ledger.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that wait for longer than they may. */
@ParameterizedClass
@EnumSource(Bench.Neighbours.class)
class RetentionTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration ROUND = Duration.ofHours(1);

    @Parameter
    private Bench.Neighbours neighbours;

    @TempDir
    private Path stateDir;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(stateDir, neighbours, new Retention(Optional.of(RETENTION)));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void givesUpARowThatHasWaitedForTooLongAndLeavesItsDeadLetter() {
        waitFor(RETENTION);
        parents();

        assertThat(bench.deadLetters("visits"))
                .containsExactly("V1 REFERENCE visits.patient_id.reference,visits.doctor_id.reference");
        assertThat(bench.cleanIds("visits")).isEmpty();
        assertThat(bench.tally("visits")).satisfies(tally -> {
            assertThat(tally.waiting()).isZero();
            assertThat(tally.overdue()).isZero();
            assertThat(tally.openDeadLetters()).isOne();
        });
        assertNothingUnderWay();
    }

    @Test
    void takesARowThatWasGivenUpWhenItIsSentAgain() {
        waitFor(RETENTION);
        parents();
        bench.deadLetters("visits");
        visit();

        assertThat(bench.cleanIds("visits")).containsExactly("V1");
        assertThat(bench.deadLetters("visits")).containsExactly("V1 closed");
    }

    @Test
    void healsARowThatHasNotWaitedForTooLong() {
        waitFor(RETENTION.minus(ROUND.multipliedBy(2)));
        parents();

        assertThat(bench.cleanIds("visits")).containsExactly("V1");
        assertThat(bench.tally("visits").openDeadLetters()).isZero();
    }

    @Test
    void doesNotGiveUpARowInWhosePlaceTheDeadLetterOfANewerOneLies() {
        waitForLongerThanANewerOneThatIsRejected();

        assertThat(bench.deadLetters("visits")).containsExactly("V1 VALIDATE visits.visit_date.date");
        assertThat(bench.tally("visits")).satisfies(tally -> {
            assertThat(tally.waiting()).isOne();
            assertThat(tally.overdue()).isOne();
            assertThat(tally.openDeadLetters()).isOne();
        });
    }

    @Test
    void givesItUpWithADeadLetterOfItsOwnWhenThatOneIsClosed() {
        waitForLongerThanANewerOneThatIsRejected();
        Headers closing = new RecordHeaders();
        new Closing(1).writeTo(closing);
        bench.raw("visits", "V1", null, closing);
        pass(ROUND);
        parents();

        assertThat(bench.deadLetters("visits"))
                .containsExactly(
                        "V1 VALIDATE visits.visit_date.date",
                        "V1 closed",
                        "V1 REFERENCE visits.patient_id.reference,visits.doctor_id.reference");
        assertThat(bench.cleanIds("visits")).isEmpty();
        assertThat(bench.tally("visits")).satisfies(tally -> {
            assertThat(tally.waiting()).isZero();
            assertThat(tally.openDeadLetters()).isOne();
        });
        assertNothingUnderWay();
    }

    @Test
    void forgetsWhoAskedForARowThatWasGivenUp() {
        waitFor(RETENTION);
        pass(Bench.GRACE);
        pass(ROUND);

        try (KeyValueIterator<byte[], byte[]> askers = bench.driver()
                .<byte[], byte[]>getKeyValueStore("patients-askers")
                .all()) {
            assertThat(askers.hasNext()).isFalse();
        }
    }

    private void waitForLongerThanANewerOneThatIsRejected() {
        visit();
        bench.row("visits", "V1", "P1", "D1", "no date", "", "");
        pass(Bench.GRACE);
        pass(RETENTION);
        pass(ROUND);
    }

    private void waitFor(Duration duration) {
        visit();
        pass(Bench.GRACE);
        pass(duration);
        pass(ROUND);
    }

    private void pass(Duration duration) {
        bench.pass(duration);
        bench.settle();
    }

    private void visit() {
        bench.row("visits", "V1", "P1", "D1", "2025-03-04", "Checkup", "OPD");
    }

    private void parents() {
        bench.row("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");
        bench.row("doctors", "D1", "Ada", "Cardiology", "North");
    }

    private void assertNothingUnderWay() {
        Tally total = bench.total();
        assertThat(total.sent()).isEqualTo(total.received());
    }
}
