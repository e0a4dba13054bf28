package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.workload.RandomWorkload;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many changes in many batches, some of which do not end well. {@code -Danalytics.operations=100000
 * -Danalytics.crashes=30} for a long one, {@code -Danalytics.seed} for another.
 */
class WorkloadIT {
    private static final int OPERATIONS = Integer.getInteger("analytics.operations", 3_000);
    private static final int CRASHES = Integer.getInteger("analytics.crashes", 2);
    private static final long SEED = Long.getLong("analytics.seed", 61);

    /** Between two rest points. */
    private static final int ROUND = 1_000;

    @TempDir
    private Path directory;

    @Test
    void isRightAtEveryRestPoint() throws Exception {
        Random random = new Random(SEED);
        RandomWorkload workload = new RandomWorkload(SEED, 1_000);
        int rounds = Math.max(1, OPERATIONS / ROUND);
        int crashes = 0;
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            for (int round = 0; round < rounds; round++) {
                platform.write(workload.correctionsAndDeletions(ROUND));
                platform.writeInVain(workload.corrections(20));
                for (; crashes < (round + 1) * CRASHES / rounds; crashes++) {
                    Step end = List.of(Step.values()).get(random.nextInt(Step.values().length));
                    // Some records are left for it, whatever came before: it reaches each moment of its first batch.
                    platform.write(workload.correctionsAndDeletions(50));
                    assertThatThrownBy(() -> platform.runOnce(300, Crash.at(end, 1)))
                            .isInstanceOf(StreamingQueryException.class);
                }
                platform.runOnce(300, Step.Observer.NONE);
                platform.assertPublishedIsExpected();
            }
            assertThat(crashes).isEqualTo(CRASHES);
            assertThat(platform.files()).isEqualTo(BatchSql.files(platform.expected()));
        }
    }
}
