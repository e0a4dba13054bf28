package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.workload.RandomWorkload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockIT {
    @TempDir
    private Path directory;

    @Test
    void startsTheQueryAnewWhenTheClockWasSetBackAndCountsOn() throws Exception {
        RandomWorkload workload = new RandomWorkload(43, 50);
        AtomicLong back = new AtomicLong();
        try (Platform platform = new Platform(directory)) {
            platform.setClock(new ClockWatch(() -> System.currentTimeMillis() - back.get(), System::nanoTime));
            platform.write(workload.everyRow());
            platform.start();
            CompletableFuture<Void> ended = platform.ended();
            platform.awaitPublished();
            List<UUID> before = runs();

            back.set(Duration.ofHours(1).toMillis());

            await().atMost(30, TimeUnit.SECONDS).until(() -> !runs().isEmpty() && !runs().equals(before));
            platform.write(workload.correctionsAndDeletions(100));
            platform.awaitPublished();
            platform.assertPublishedIsExpected();
            platform.stop();
            assertThat(ended).succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    /** Each start of a query has another. */
    private static List<UUID> runs() {
        return Arrays.stream(SparkSession.active().streams().active())
                .map(StreamingQuery::runId)
                .toList();
    }
}
