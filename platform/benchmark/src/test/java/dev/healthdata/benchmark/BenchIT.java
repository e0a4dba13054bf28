package dev.healthdata.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it measures, counts and compares, with as few rows as will do. How fast anything is, is no business of a test. */
class BenchIT {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));

    @TempDir
    private Path directory;

    @Test
    void measuresTheValidatorBesideAPassThroughInTheSameRun() throws Exception {
        JsonNode standings = measure("validator", "--scale=0.02", "--contender=PASS_THROUGH,VALIDATOR");

        assertThat(standings.findValuesAsText("contender"))
                .containsExactly("pass-through, exactly once", "validator, exactly once");
        assertThat(standings.get(0).path("ratio").asDouble())
                .as("of the reference")
                .isEqualTo(1);
        standings.forEach(standing -> assertPositive(standing, "rowsPerSecond", "cpuSeconds"));
    }

    @Test
    void measuresTheProducerBesideKafkasOwnAndBesideParsing() throws Exception {
        JsonNode standings = measure("producer", "--scale=0.5");

        assertThat(standings.findValuesAsText("contender"))
                .containsExactly("kafka-producer-perf-test", "replay", "commons-csv, parsing only");
        standings.forEach(standing -> assertPositive(standing, "rowsPerSecond", "cpuSeconds"));
    }

    @Test
    void measuresTheSinkBesideTheLoadersOfTheDatabase() throws Exception {
        JsonNode standings = measure("sink", "--scale=0.02");

        assertThat(standings.findValuesAsText("contender"))
                .containsExactly(
                        "LOAD DATA, one stream",
                        "LOAD DATA, two streams",
                        "JDBC batches, two streams",
                        "sink",
                        "sink, one bad row",
                        "sink, 1 % bad rows");
        standings.forEach(standing -> assertPositive(standing, "seconds"));
    }

    @Test
    void measuresTheWholePathFromTheCommandToItsEndBesideAFeedOfNextToNothing() throws Exception {
        JsonNode total = measure("total", "--sizes=0.01", "--embedded");

        assertPositive(total.path("nothing"), "seconds", "cpuSeconds", "peakMib");
        assertThat(total.path("sizes").findValuesAsText("rows")).containsExactly("910");
        total.path("sizes").forEach(size -> assertPositive(size, "seconds", "cpuSeconds", "peakMib"));
        assertThat(total.path("exponents")).as("of a single size").isEmpty();
    }

    @Test
    void measuresHowLongARowTakesToTheDatabaseAndToTheAggregates() throws Exception {
        JsonNode latency = measure(
                "latency", "--stored=0.01", "--block=2000", "--rate=200", "--seconds=4", "--warm-up=1", "--embedded");

        assertPositive(latency.path("block"), "storedPerSecond", "publishedPerSecond");
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
        JsonNode analytics = measure(
                "analytics", "--analytics-rows=2000", "--batches=3", "--rate=200", "--seconds=3", "--warm-up=1");

        JsonNode size = analytics.path("sizes").get(0);
        assertPositive(size, "microBatchMillis", "recomputationMillis");
        assertThat(size.path("rebuildRowsPerSecond").asDouble()).isPositive();
        assertThat(size.path("freshness").path("rows").asLong()).isEqualTo(600);
        assertThat(size.path("ratio").asDouble()).isPositive();
    }

    /**
     * The guard against work that creeps in: the bounds are up to six times what was counted when they were written down
     * (1.5 inserts, 11 round trips, 3.4 selects, 0.7 transactions; 3,500 records in changelogs, 180 between tasks, 23
     * transactions). On a slow machine batches and transactions are smaller, and so more for as many rows.
     */
    @Test
    void aThousandRowsTakeNoMoreStatementsTransactionsAndRecordsThanTheyUsedTo() throws Exception {
        JsonNode counts = measure("counts", "--scale=0.1");

        assertBetween(counts.path("sink"), "inserts", 0.4, 6);
        assertBetween(counts.path("sink"), "roundTrips", 1, 45);
        assertBetween(counts.path("sink"), "selects", 0.1, 14);
        assertBetween(counts.path("sink"), "transactions", 0.1, 4);
        assertBetween(counts.path("validator"), "clean", 900, 1_050);
        assertBetween(counts.path("validator"), "changelogs", 1_000, 4_400);
        assertBetween(counts.path("validator"), "betweenTasks", 0, 1_000);
        assertBetween(counts.path("validator"), "transactions", 0.1, 100);
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws Exception {
        assertThat(healthcare(directory.resolve("out"), "bench", "--runs=0")).isEqualTo(2);
        assertThat(healthcare(directory.resolve("out"), "bench", "--contender=NOBODY"))
                .isEqualTo(2);
        assertThat(healthcare(directory.resolve("out"), "bench", "--rate=0")).isEqualTo(2);
    }

    /** What one run of a part gives. */
    private JsonNode measure(String part, String... options) throws Exception {
        Path out = directory.resolve("result.json");
        List<String> arguments = new ArrayList<>(
                List.of("bench", "--runs=1", "--only=" + part, "--json", "--out=" + directory.resolve("work")));
        arguments.addAll(List.of(options));
        assertThat(healthcare(out, arguments.toArray(String[]::new))).isZero();
        return new ObjectMapper().readTree(out.toFile()).path(part);
    }

    private static void assertPositive(JsonNode of, String... figures) {
        for (String figure : figures) {
            assertThat(of.path(figure).path("median").asDouble()).as(figure).isPositive();
        }
    }

    private static void assertBetween(JsonNode counts, String name, double least, double most) {
        assertThat(counts.path(name).asDouble(-1)).as(name).isBetween(least, most);
    }

    /** Standard error goes where the test's goes. */
    private static int healthcare(Path out, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("healthcare").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
    }
}
