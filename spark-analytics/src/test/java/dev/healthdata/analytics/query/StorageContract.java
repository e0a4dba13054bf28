package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.workload.RandomWorkload;
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
                Crash.atEveryStep(platform, workload);
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
            Crash.inTheMidstOfARebuild(platform, workload);
            platform.runOnce(Step.Observer.NONE);

            platform.assertPublishedIsExpected();
        }
    }
}
