package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.process.ManagedProcess;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the process ends. */
class SinkEndIT extends SinkTestCase {
    @Test
    void oneThatIsToldToEndLeavesItsGroupFirst() throws Exception {
        try (ManagedProcess sink = SinkProcess.start(fixture, fixture.group, "", json -> {})) {
            sink.awaitReady(Duration.ofSeconds(60));
            topics.write(() -> topics.patient("P1", "one", 1));
            fixture.awaitWritten();
            assertThat(topics.members(fixture.group)).hasSize(2);

            sink.stop(Duration.ofSeconds(30));

            assertThat(sink.exitCode().orElseThrow()).isIn(0, 143);
            assertThat(topics.members(fixture.group)).isEmpty();
        }
    }

    @Test
    void oneThatCannotGoOnEndsWithoutWaitingForWhoHasEnded() throws Exception {
        try (ManagedProcess sink = SinkProcess.start(fixture, fixture.group, "", json -> {})) {
            sink.awaitReady(Duration.ofSeconds(60));
            sql.update("RENAME TABLE lab_reports TO elsewhere");
            topics.write(() -> topics.labReport("L1", "V1", 1));

            // Its shutdown hook would wait for a quarter of a minute.
            assertThat(sink.onExit().get(12, TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(topics.members(fixture.group)).isEmpty();
        } finally {
            sql.update("RENAME TABLE elsewhere TO lab_reports");
        }
    }
}
