package dev.healthdata.analytics.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.workload.RandomWorkload;
import dev.healthdata.records.aggregate.Aggregate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What holds wherever the files, the snapshots and Spark's own checkpoint are. */
abstract class StorageContract {
    abstract Folder folder(String name);

    @Test
    void goesOnFromEveryMomentOfABatchAndOfARebuildWhileReadersSeeWholeFilesOnly() throws Exception {
        RandomWorkload workload = new RandomWorkload(71, 200);
        try (Platform platform = new Platform(folder("crash"))) {
            platform.write(workload.everyRow());
            platform.runOnce(Step.Observer.NONE);

            try (ReaderInALoop reader = new ReaderInALoop(platform)) {
                Crash.atEveryStep(platform, workload);
                platform.runOnce(Step.Observer.NONE);
                assertThat(platform.files()).isEqualTo(BatchSql.files(platform.expected()));

                Crash.inTheMidstOfARebuild(platform, workload);
                platform.runOnce(Step.Observer.NONE);
                reader.assertSawOnlyWholeFiles();
            }
            platform.assertPublishedIsExpected();
            for (Aggregate aggregate : Aggregate.values()) {
                assertThat(platform.processed().in(aggregate.fileName()).names())
                        .containsExactly(aggregate.fileName() + ".csv");
            }
        }
    }

    /** The file of a query is replaced too seldom for a reader to be there in just that moment. */
    @Test
    void readersFindTheOldFileOrTheNewOneAtEveryMoment() throws Exception {
        Folder folder = folder("replaced");
        byte[] some = "a".repeat(1000).getBytes(UTF_8);
        byte[] more = "b".repeat(100_000).getBytes(UTF_8);
        folder.replace("a.csv", some);
        AtomicBoolean replaced = new AtomicBoolean();
        CompletableFuture<Integer> reads = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            while (!replaced.get()) {
                assertThat(Platform.bytes(folder, "a.csv")).isIn(some, more);
                count++;
            }
            return count;
        });

        for (int i = 0; i < 200 && !reads.isDone(); i++) {
            folder.replace("a.csv", i % 2 == 0 ? more : some);
        }
        replaced.set(true);

        assertThat(reads.get()).isGreaterThan(10);
    }
}
