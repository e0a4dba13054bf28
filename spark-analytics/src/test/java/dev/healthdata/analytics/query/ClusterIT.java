package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.workload.RandomWorkload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a Spark cluster of several processes, with the same jar. */
class ClusterIT {
    /** For five JVMs on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void losesNothingWhenAnExecutorIsKilled() throws Exception {
        RandomWorkload workload = new RandomWorkload(41, 200);
        try (Platform platform = new Platform(directory);
                SparkCluster cluster = new SparkCluster(directory)) {
            platform.write(workload.everyRow());
            Process driver = cluster.submit(
                    "--bootstrap-server=" + platform.bootstrapServers(),
                    "--processed=" + platform.processed(),
                    "--checkpoint=" + directory.resolve("checkpoint"),
                    "--max-offsets-per-trigger=200",
                    "--trigger=100ms");
            platform.awaitPublished(PATIENCE);
            platform.assertPublishedIsExpected();
            assertThat(cluster.executors()).isEqualTo(2);

            platform.write(workload.correctionsAndDeletions(600));
            ProcessHandle executor = cluster.anyExecutor().orElseThrow();
            executor.destroyForcibly();
            platform.awaitPublished(PATIENCE);
            platform.assertPublishedIsExpected();
            await().atMost(PATIENCE).until(() -> cluster.executors() == 2);

            platform.write(workload.correctionsAndDeletions(100));
            platform.awaitPublished(PATIENCE);
            platform.assertPublishedIsExpected();
            assertThat(executor.isAlive()).isFalse();
            assertThat(driver.isAlive()).isTrue();
        }
    }
}
