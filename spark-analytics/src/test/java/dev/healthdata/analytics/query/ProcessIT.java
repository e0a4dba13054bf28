package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.workload.RandomWorkload;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The analytics as a process: killed without warning, and told to leave. */
class ProcessIT {
    @TempDir
    private Path directory;

    @Test
    void losesNothingWhenItIsKilledAndLeavesInOrderWhenItIsToldTo() throws Exception {
        Random random = new Random(31);
        RandomWorkload workload = new RandomWorkload(31, 300);
        Path log = directory.resolve("analytics.log");
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            ChildJvm killed = ChildJvm.start(platform.settings(), log);
            platform.write(workload.correctionsAndDeletions(300));
            await().until(platform::isInABatch);
            Thread.sleep(random.nextInt(1500)); // anywhere in it: no condition to wait for
            killed.kill();
            platform.write(workload.correctionsAndDeletions(300));

            ChildJvm terminated = ChildJvm.start(platform.settings(), log);
            platform.awaitPublished();
            platform.assertPublishedIsExpected();
            assertThat(terminated.terminate()).isIn(0, 143);

            platform.write(workload.correctionsAndDeletions(300));
            ChildJvm orphaned = ChildJvm.start(platform.settings(), log);
            platform.awaitPublished();
            platform.assertPublishedIsExpected();
            assertThat(orphaned.orphan()).isZero();
            assertThat(log).content().doesNotContain("ERROR", "Zürich", "Dr 1");
        }
    }
}
