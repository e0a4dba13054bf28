package dev.healthdata.validator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class EarlyCommitTest {
    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final EarlyCommit earlyCommit = new EarlyCommit(context, Duration.ofMillis(100));

    @Test
    void fewRowsAreCommittedSoon() {
        takeRows(3);
        letTimePass();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void aFloodIsLeftToTheInterval() {
        takeRows(10_000);
        letTimePass();

        assertThat(context.committed()).isFalse();
    }

    @Test
    void theEndOfAFloodIsCommittedSoon() {
        takeRows(10_000);
        letTimePass();
        takeRows(3);
        letTimePass();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void whatAnotherTaskWaitsForIsCommittedSoonInAFloodToo() {
        takeRows(10_000);
        earlyCommit.addAwaited();
        letTimePass();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void anIdleTaskCommitsNothing() {
        takeRows(1);
        letTimePass();
        context.resetCommit();
        letTimePass();

        assertThat(context.committed()).isFalse();
    }

    private void takeRows(int count) {
        for (int i = 0; i < count; i++) {
            earlyCommit.addRow();
        }
    }

    /** So much that all that was scheduled is due. */
    private void letTimePass() {
        for (CapturedPunctuator each : List.copyOf(context.scheduledPunctuators())) {
            if (!each.cancelled()) {
                each.getPunctuator().punctuate(0);
            }
        }
    }
}
