package dev.healthdata.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));

    @TempDir
    private Path directory;

    @Test
    void measuresTheValidatorBesideAPassThroughInTheSameRun() throws Exception {
        Path out = directory.resolve("result.json");
        int code = healthcare(
                out,
                "bench",
                "--scale=0.02",
                "--runs=1",
                "--only=validator",
                "--contender=PASS_THROUGH,VALIDATOR",
                "--json",
                "--out=" + directory.resolve("work"));

        assertThat(code).isZero();
        JsonNode standings = new ObjectMapper().readTree(out.toFile()).path("validator");
        assertThat(standings.findValuesAsText("contender"))
                .containsExactly("pass-through, exactly once", "validator, exactly once");
        assertThat(standings.get(0).path("ratio").asDouble())
                .as("of the reference")
                .isEqualTo(1);
        standings.forEach(standing -> {
            assertThat(standing.path("rowsPerSecond").path("median").asDouble()).isPositive();
            assertThat(standing.path("cpuSeconds").path("median").asDouble()).isPositive();
        });
    }

    @Test
    void measuresTheProducerBesideKafkasOwnAndBesideParsing() throws Exception {
        Path out = directory.resolve("result.json");
        int code = healthcare(
                out,
                "bench",
                "--scale=0.5",
                "--runs=1",
                "--only=producer",
                "--json",
                "--out=" + directory.resolve("work"));

        assertThat(code).isZero();
        JsonNode standings = new ObjectMapper().readTree(out.toFile()).path("producer");
        assertThat(standings.findValuesAsText("contender"))
                .containsExactly("kafka-producer-perf-test", "replay", "commons-csv, parsing only");
        standings.forEach(standing -> {
            assertThat(standing.path("rowsPerSecond").path("median").asDouble()).isPositive();
            assertThat(standing.path("cpuSeconds").path("median").asDouble()).isPositive();
        });
    }

    @Test
    void measuresTheSinkBesideTheLoadersOfTheDatabase() throws Exception {
        Path out = directory.resolve("result.json");
        int code = healthcare(
                out,
                "bench",
                "--scale=0.02",
                "--runs=1",
                "--only=sink",
                "--json",
                "--out=" + directory.resolve("work"));

        assertThat(code).isZero();
        JsonNode standings = new ObjectMapper().readTree(out.toFile()).path("sink");
        assertThat(standings.findValuesAsText("contender"))
                .containsExactly(
                        "LOAD DATA, one stream",
                        "JDBC batches, two streams",
                        "sink",
                        "sink, one bad row",
                        "sink, 1 % bad rows");
        standings.forEach(standing ->
                assertThat(standing.path("seconds").path("median").asDouble()).isPositive());
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws Exception {
        assertThat(healthcare(directory.resolve("out"), "bench", "--runs=0")).isEqualTo(2);
        assertThat(healthcare(directory.resolve("out"), "bench", "--contender=NOBODY"))
                .isEqualTo(2);
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
