package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.publish.Formats;
import dev.healthdata.analytics.workload.RandomWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts with a checkpoint whose files are published, or ought to be. Each test leaves everything published behind. */
class RepublishIT {
    private static final String CITIES = "city_distribution/city_distribution";

    @TempDir
    private static Path directory;

    private static RandomWorkload workload;
    private static Platform platform;

    @BeforeAll
    static void publish() throws Exception {
        workload = new RandomWorkload(41, 50);
        platform = new Platform(directory);
        platform.write(workload.everyRow());
        platform.runOnce(Step.Observer.NONE);
        platform.assertPublishedIsExpected();
    }

    @AfterAll
    static void close() {
        platform.close();
    }

    @Test
    void makesTheFilesAnewThatWereRemovedAllOrOneOfThem() throws Exception {
        String line = withoutTime(platform.snapshotLine());
        FileUtils.deleteDirectory(processed("").toFile());
        platform.runOnce(Step.Observer.NONE);

        platform.assertPublishedIsExpected();
        assertThat(withoutTime(platform.snapshotLine())).isEqualTo(line);

        Files.delete(processed(CITIES + ".csv"));
        platform.runOnce(Step.Observer.NONE);

        platform.assertPublishedIsExpected();
    }

    @Test
    void writesTheFormatsThatItIsAskedForNowAndSaysSo() throws Exception {
        platform.setFormats(new Formats(true, true));
        platform.runOnce(Step.Observer.NONE);
        assertThat(processed(CITIES + ".parquet")).isNotEmptyFile();
        assertThat(platform.snapshotLine()).contains("\"spreadsheetSafe\":true");

        platform.setFormats(Formats.DEFAULT);
        platform.runOnce(Step.Observer.NONE);
        assertThat(processed(CITIES + ".parquet")).doesNotExist();
        assertThat(platform.snapshotLine()).doesNotContain("spreadsheetSafe");
    }

    @Test
    void tellsOfTheFilesOnlyWhenAllAreThereAlsoIfItEndsInTheMidst() throws Exception {
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

    @Test
    void countsABatchOnceWhoseSnapshotIsPublishedBeforeItIsCommitted() throws Exception {
        platform.write(workload.correctionsAndDeletions(100));
        assertThatThrownBy(() -> platform.runOnce(Crash.at(Step.SNAPSHOT_STORED, 1)))
                .isInstanceOf(StreamingQueryException.class);

        assertThatThrownBy(() -> platform.runOnce(Crash.atTheStart(Step.PUBLISHED, 1)))
                .hasMessageContaining("ends at");
        platform.assertPublishedIsExpected();

        platform.runOnce(Step.Observer.NONE);
        platform.assertPublishedIsExpected();
    }

    @Test
    void publishesAllFilesOfABatchOrNoneWhenItIsStoppedInTheMidst() throws Exception {
        long before = publishedBatch();
        platform.write(workload.correctionsAndDeletions(100));
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        AtomicInteger files = new AtomicInteger();
        platform.start((batch, step) -> {
            if (batch != Step.NO_BATCH && step == Step.BEFORE_FILE && files.incrementAndGet() == 3) {
                stopFromAnotherThread(stopped);
            }
        });

        stopped.get(60, TimeUnit.SECONDS);

        assertThat(publishedBatch()).isEqualTo(before + 1);
        platform.assertPublishedIsExpected();
    }

    @Test
    void goesOnCountingWhileAFileIsHeldAndPublishesItWhenItIsFreeWithoutAnotherBatch() throws Exception {
        platform.start();
        try {
            // A batch that a stop has cut off runs again, and says another time.
            await().until(() -> !platform.isInABatch());
            String line = platform.snapshotLine();
            Path held = hold(CITIES + ".csv");
            platform.write(workload.correctionsAndDeletions(100));
            platform.awaitCounted();
            platform.write(workload.correctionsAndDeletions(100));
            platform.awaitCounted();
            await().until(() -> !platform.isInABatch());
            assertThat(platform.snapshotLine()).isEqualTo(line);

            FileUtils.deleteDirectory(held.toFile());

            platform.awaitPublished();
            platform.assertPublishedIsExpected();
        } finally {
            platform.stop();
        }
    }

    @Test
    void leavesOnlyWhenAFileIsPublishedThatIsHeldFromTheStartOn() throws Exception {
        Path held = hold(CITIES + ".csv");
        platform.write(workload.correctionsAndDeletions(100));
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            try {
                platform.runOnce(Step.Observer.NONE);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        platform.awaitCounted();
        await().during(2, TimeUnit.SECONDS).until(() -> !run.isDone());

        FileUtils.deleteDirectory(held.toFile());

        assertThat(run).succeedsWithin(60, TimeUnit.SECONDS);
        platform.assertPublishedIsExpected();
    }

    /** A folder that is not empty can no more be replaced than a file that another program has open on Windows. */
    private static Path hold(String file) throws IOException {
        Path held = processed(file);
        Files.delete(held);
        return Files.createDirectories(held.resolve("open")).getParent();
    }

    /** Returns when the stop has come so far that it interrupts this thread, or waits for it. */
    private static void stopFromAnotherThread(CompletableFuture<Void> stopped) {
        await().until(platform::isRunning);
        Thread stop = new Thread(() -> {
            platform.stop();
            stopped.complete(null);
        });
        stop.start();
        while (!Thread.currentThread().isInterrupted() && stop.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private static long publishedBatch() {
        return Long.parseLong(platform.snapshotLine().replaceAll(".*\"batch\":([0-9]+).*\\s*", "$1"));
    }

    private static Path processed(String file) {
        return directory.resolve("processed").resolve(file);
    }

    private static String withoutTime(String line) {
        return line.replaceAll("\"time\":\"[^\"]*\",", "");
    }
}
