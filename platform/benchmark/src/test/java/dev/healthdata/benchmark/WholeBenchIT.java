package dev.healthdata.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link BenchIT} tries of the parts, of all of them together and of what takes longest. */
class WholeBenchIT {
    @TempDir
    private Path directory;

    @Test
    void measuresTheWholePathFromTheCommandToItsEndBesideAFeedOfNextToNothing() throws Exception {
        JsonNode total = Bench.measure(directory, "total", "--sizes=0.01", "--embedded");

        Bench.assertPositive(total.path("nothing"), "seconds", "cpuSeconds", "peakMib");
        assertThat(total.path("sizes").findValuesAsText("rows")).containsExactly("910");
        total.path("sizes").forEach(size -> Bench.assertPositive(size, "seconds", "cpuSeconds", "peakMib"));
        assertThat(total.path("exponents")).as("of a single size").isEmpty();
    }

    @Test
    void measuresHowLongARowTakesToTheDatabaseAndToTheAggregates() throws Exception {
        JsonNode latency = Bench.measure(
                directory,
                "latency",
                "--stored=0.01",
                "--block=2000",
                "--rate=200",
                "--seconds=4",
                "--warm-up=1",
                "--embedded");

        Bench.assertPositive(latency.path("block"), "storedPerSecond", "publishedPerSecond");
        assertThat(latency.path("feeds").findValuesAsText("feed")).containsExactly("raw topics", "files");
        latency.path("feeds").forEach(feed -> {
            assertThat(feed.path("rows").asLong()).isEqualTo(800);
            for (String reached : List.of("clean", "stored", "published")) {
                assertThat(feed.path(reached).path("rows").asLong())
                        .as("%s, looked for", reached)
                        .isEqualTo(800);
                assertThat(feed.path(reached).path("p99").asDouble())
                        .isBetween(
                                feed.path(reached).path("p50").asDouble(),
                                feed.path(reached).path("max").asDouble());
            }
        });
    }

    @Test
    void measuresTheAnalyticsBesideARecomputation() throws Exception {
        JsonNode analytics = Bench.measure(
                directory,
                "analytics",
                "--analytics-rows=2000",
                "--batches=3",
                "--rate=200",
                "--seconds=3",
                "--warm-up=1");

        JsonNode size = analytics.path("sizes").get(0);
        Bench.assertPositive(size, "microBatchMillis", "recomputationMillis");
        assertThat(size.path("rebuildRowsPerSecond").asDouble()).isPositive();
        assertThat(size.path("freshness").path("rows").asLong()).isEqualTo(600);
        assertThat(size.path("ratio").asDouble()).isPositive();
    }
}
