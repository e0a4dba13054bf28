package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.workload.RandomWorkload;
import dev.healthdata.records.aggregate.Aggregate;
import java.util.Map;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.Test;

/** What holds wherever the files, the snapshots and Spark's own checkpoint are. */
abstract class StorageContract {
    abstract Folder folder(String name);

    @Test
    void goesOnFromEveryMomentOfABatchWhileReadersSeeWholeFilesOnly() throws Exception {
        RandomWorkload workload = new RandomWorkload(71, 200);
        try (Platform platform = new Platform(folder("crash"))) {
            platform.write(workload.everyRow());
            platform.runOnce(Step.Observer.NONE);
            try (ReaderInALoop reader = new ReaderInALoop(platform)) {
                for (Step step : Step.values()) {
                    platform.write(workload.correctionsAndDeletions(200));
                    int nth = step == Step.BEFORE_FILE ? 3 : 1;

                    assertThatThrownBy(() -> platform.runOnce(Crash.at(step, nth)))
                            .isInstanceOf(StreamingQueryException.class);
                }
                platform.runOnce(Step.Observer.NONE);
                reader.assertSawOnlyWholeFiles();
            }

            assertThat(platform.files()).isEqualTo(BatchSql.files(platform.expected()));
        }
    }

    @Test
    void keepsTheOldFilesUntilARebuildHasReadAllThatThereWas() throws Exception {
        RandomWorkload workload = new RandomWorkload(72, 200);
        try (Platform platform = new Platform(folder("rebuild"))) {
            platform.write(workload.everyRow());
            platform.runOnce(Step.Observer.NONE);
            Map<Aggregate, String> old = platform.files();
            platform.write(workload.correctionsAndDeletions(50));

            platform.checkpoint().rebuild(platform.kafka().ends());
            assertThatThrownBy(() -> platform.runOnce(100, Crash.at(Step.SNAPSHOT_STORED, 2)))
                    .isInstanceOf(StreamingQueryException.class);
            assertThat(platform.files()).isEqualTo(old);
            platform.runOnce(Step.Observer.NONE);

            platform.assertPublishedIsExpected();
        }
    }
}
