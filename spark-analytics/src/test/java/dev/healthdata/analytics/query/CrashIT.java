package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.checkpoint.CheckpointException;
import dev.healthdata.analytics.workload.RandomWorkload;
import dev.healthdata.records.aggregate.Aggregate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that are not as they were left, or not there any more; {@link StorageContract} crashes at every moment. */
class CrashIT {
    @TempDir
    private Path directory;

    @Test
    void refusesACheckpointWhoseSnapshotsAreOfAnother() throws Exception {
        RandomWorkload workload = new RandomWorkload(22, 20);
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            platform.runOnce(Step.Observer.NONE);
            Path snapshot = directory.resolve("checkpoint/snapshots/000000000000.snapshot");
            byte[] bytes = Files.readAllBytes(snapshot);
            platform.write(workload.corrections(10));
            platform.runOnce(Step.Observer.NONE);
            bytes[8] = 1; // the number of the batch, so that it claims to be the later one
            Files.write(directory.resolve("checkpoint/snapshots/000000000001.snapshot"), bytes);
            platform.write(workload.corrections(10));

            assertThatThrownBy(() -> platform.runOnce(Step.Observer.NONE))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("belongs to another");
        }
    }

    @Test
    void keepsTheOldFilesUntilARebuildHasReadAllThatThereWas() throws Exception {
        RandomWorkload workload = new RandomWorkload(23, 200);
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            platform.runOnce(Step.Observer.NONE);
            Map<Aggregate, String> old = platform.files();
            platform.write(workload.correctionsAndDeletions(50));
            AtomicInteger before = new AtomicInteger();
            AtomicInteger changed = new AtomicInteger();

            platform.checkpoint().rebuild(platform.kafka().ends());
            platform.runOnce(100, (batch, step) -> {
                if (step == Step.COUNTED) {
                    (platform.files().equals(old) ? before : changed).incrementAndGet();
                }
            });

            assertThat(before).hasValueGreaterThan(2);
            assertThat(changed).hasValueLessThan(2);
            platform.assertPublishedIsExpected();
        }
    }

    @Test
    void keepsTheFilesWhileARemovedCheckpointIsMadeAnew() throws Exception {
        RandomWorkload workload = new RandomWorkload(26, 100);
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            platform.runOnce(Step.Observer.NONE);
            Map<Aggregate, String> old = platform.files();
            FileUtils.deleteDirectory(directory.resolve("checkpoint").toFile());

            platform.runOnce(100, (batch, step) -> {
                if (step == Step.COUNTED) {
                    assertThat(platform.files()).isEqualTo(old);
                }
            });

            platform.assertPublishedIsExpected();
        }
    }

    @Test
    void aRebuildOverEmptyTopicsPublishesThatThereIsNothing() throws Exception {
        RandomWorkload workload = new RandomWorkload(28, 20);
        publish(workload);
        try (Platform empty = new Platform(directory)) {
            empty.checkpoint().rebuild(empty.kafka().ends());

            empty.runOnce(Step.Observer.NONE);

            empty.assertPublishedIsExpected();
            assertThat(empty.checkpoint().rebuildsUntil()).isEmpty();
            empty.write(workload.everyRow());
            empty.runOnce(Step.Observer.NONE);
            empty.assertPublishedIsExpected();
        }
    }

    @Test
    void refusesTopicsThatWereMadeAnew() throws Exception {
        RandomWorkload workload = new RandomWorkload(27, 20);
        publish(workload);
        try (Platform another = new Platform(directory)) {
            another.write(workload.everyRow());
            another.write(workload.corrections(100));

            assertThatThrownBy(() -> another.runOnce(Step.Observer.NONE))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("made anew")
                    .hasMessageContaining("--rebuild");
        }
    }

    /** On topics that are made anew by whoever comes next. */
    private void publish(RandomWorkload workload) throws Exception {
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            platform.runOnce(Step.Observer.NONE);
        }
    }
}
