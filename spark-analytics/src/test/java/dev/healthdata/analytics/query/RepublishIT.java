package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.publish.Formats;
import dev.healthdata.analytics.workload.RandomWorkload;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts with a complete checkpoint and without a new record, so that there is no batch. */
class RepublishIT {
    private static final String CITIES = "city_distribution/city_distribution";

    @TempDir
    private Path directory;

    @Test
    void makesTheFilesAnewThatWereRemovedAllOrOneOfThem() throws Exception {
        try (Platform platform = published(41)) {
            String line = withoutTime(platform.snapshotLine());
            FileUtils.deleteDirectory(processed("").toFile());
            platform.runOnce(Step.Observer.NONE);

            platform.assertPublishedIsExpected();
            assertThat(withoutTime(platform.snapshotLine())).isEqualTo(line);

            Files.delete(processed(CITIES + ".csv"));
            platform.runOnce(Step.Observer.NONE);

            platform.assertPublishedIsExpected();
        }
    }

    @Test
    void writesTheFormatsThatItIsAskedForNow() throws Exception {
        try (Platform platform = published(42)) {
            platform.setFormats(new Formats(false, true));
            platform.runOnce(Step.Observer.NONE);
            assertThat(processed(CITIES + ".parquet")).isNotEmptyFile();

            platform.setFormats(Formats.DEFAULT);
            platform.runOnce(Step.Observer.NONE);
            assertThat(processed(CITIES + ".parquet")).doesNotExist();
        }
    }

    @Test
    void tellsOfTheFilesOnlyWhenAllAreThereAlsoIfItEndsInTheMidst() throws Exception {
        try (Platform platform = published(43)) {
            FileUtils.deleteDirectory(processed("").toFile());

            assertThatThrownBy(() -> platform.runOnce(Crash.atTheStart(Step.BEFORE_FILE, 3)))
                    .hasMessageContaining("ends at");
            assertThat(processed("_snapshot.json")).doesNotExist();
            assertThatThrownBy(() -> platform.runOnce(Crash.atTheStart(Step.PUBLISHED, 1)))
                    .hasMessageContaining("ends at");
            platform.assertPublishedIsExpected();

            platform.runOnce(Step.Observer.NONE);
            platform.assertPublishedIsExpected();
        }
    }

    @Test
    void countsABatchOnceWhoseSnapshotIsPublishedBeforeItIsCommitted() throws Exception {
        RandomWorkload workload = new RandomWorkload(44, 100);
        try (Platform platform = new Platform(directory)) {
            platform.write(workload.everyRow());
            assertThatThrownBy(() -> platform.runOnce(Crash.at(Step.SNAPSHOT_STORED, 1)))
                    .isInstanceOf(StreamingQueryException.class);

            assertThatThrownBy(() -> platform.runOnce(Crash.atTheStart(Step.PUBLISHED, 1)))
                    .hasMessageContaining("ends at");
            platform.assertPublishedIsExpected();

            platform.runOnce(Step.Observer.NONE);
            platform.assertPublishedIsExpected();
        }
    }

    private Platform published(long seed) throws Exception {
        Platform platform = new Platform(directory);
        platform.write(new RandomWorkload(seed, 50).everyRow());
        platform.runOnce(Step.Observer.NONE);
        platform.assertPublishedIsExpected();
        return platform;
    }

    private Path processed(String file) {
        return directory.resolve("processed").resolve(file);
    }

    private static String withoutTime(String line) {
        return line.replaceAll("\"time\":\"[^\"]*\",", "");
    }
}
