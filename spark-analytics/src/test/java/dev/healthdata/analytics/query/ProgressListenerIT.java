package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.analytics.workload.RandomWorkload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a query that runs. */
class ProgressListenerIT {
    private static final int MAX_OFFSETS = 150;

    /** Spark takes at least one of each partition. */
    private static final int ROUNDED = 50;

    @TempDir
    private Path directory;

    private final List<Long> behind = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void tellsOfAStartThatIsNoWordOfTheAggregates() throws Exception {
        try (Platform platform = new Platform(directory)) {
            platform.setWatcher(new Watcher());

            platform.start();

            await().atMost(Duration.ofMinutes(1)).until(() -> told.contains("batch"));
            assertThat(told).startsWith("started", "batch");
        }
    }

    @Test
    void tellsHowManyRecordsOfAllPartitionsAreStillToBeRead() throws Exception {
        try (Platform platform = new Platform(directory)) {
            platform.setWatcher(new Watcher());
            platform.write(new RandomWorkload(16, 200).everyRow());
            long all = platform.kafka().ends().byTopic().values().stream()
                    .flatMap(partitions -> partitions.values().stream())
                    .mapToLong(Long::longValue)
                    .sum();

            platform.runOnce(MAX_OFFSETS, Step.Observer.NONE);

            assertThat(behind).hasSizeGreaterThan(2);
            assertThat(behind.get(0)).isBetween(all - MAX_OFFSETS - ROUNDED, all - 1);
            assertThat(behind.get(behind.size() - 1)).isZero();
        }
    }

    private final class Watcher implements QueryObserver {
        @Override
        public void started() {
            told.add("started");
        }

        @Override
        public void batch(Duration took, long records) {
            told.add("batch");
            behind.add(records);
        }

        @Override
        public void idle() {
            told.add("idle");
        }
    }
}
