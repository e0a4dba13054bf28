package dev.healthdata.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.analytics.workload.RandomWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What RocksDB may take of memory outside the heap. */
class StateMemoryIT {
    private static final String ROCKSDB = "spark.sql.streaming.stateStore.rocksdb.";

    /** Of all stores together, if there were one: reading would fail with so little (SPARK-44878). */
    private static final String LIMIT_OF_ALL = ROCKSDB + "maxMemoryUsageMB";

    @TempDir
    private Path directory;

    @BeforeEach
    void setLimitOfAll() {
        System.setProperty(LIMIT_OF_ALL, "1");
    }

    @AfterEach
    void forgetLimitOfAll() {
        System.clearProperty(LIMIT_OF_ALL);
    }

    @Test
    void isBoundedInEachStoreAndNotForAllOfThemTogether() throws Exception {
        RandomWorkload workload = new RandomWorkload(51, 400);
        try (Platform platform = new Platform(directory)) {
            platform.start();
            platform.write(workload.everyRow());
            platform.awaitPublished();
            platform.write(workload.correctionsAndDeletions(300));
            platform.awaitPublished();
            platform.assertPublishedIsExpected();

            // Three stages in two partitions. RocksDB writes down what it was opened with, but not the size of its
            // cache.
            assertThat(optionsOfStores()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(options -> assertThat(options)
                    .containsPattern("(?m)^ *write_buffer_size=8388608$")
                    .containsPattern("(?m)^ *max_write_buffer_number=3$"));
            assertThat(SparkSession.getDefaultSession().get().conf().get(ROCKSDB + "blockCacheSizeMB"))
                    .isEqualTo("16");
        }
    }

    private List<String> optionsOfStores() throws IOException {
        List<String> options = new ArrayList<>();
        // Where the first session of this JVM had its files: Spark asks for that only once.
        Path scratch = Path.of(Utils.getLocalDir(SparkEnv.get().conf()));
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("OPTIONS-")) {
                    options.add(Files.readString(file));
                }
            }
        }
        return options;
    }
}
