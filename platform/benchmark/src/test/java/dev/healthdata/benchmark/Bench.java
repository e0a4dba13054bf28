package dev.healthdata.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./healthcare bench}, run as a user runs it. */
final class Bench {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));

    private Bench() {}

    /** What one run of a part gives. */
    static JsonNode measure(Path directory, String part, String... options) throws Exception {
        return measure(Map.of(), directory, part, options);
    }

    /** With the embedded database, although a container could be had. */
    static JsonNode measureEmbedded(Path directory, String part, String... options) throws Exception {
        return measure(Map.of("HEALTHCARE_TEST_DOCKER", "false"), directory, part, options);
    }

    private static JsonNode measure(Map<String, String> environment, Path directory, String part, String... options)
            throws Exception {
        Path out = directory.resolve("result.json");
        List<String> arguments = new ArrayList<>(
                List.of("bench", "--runs=1", "--only=" + part, "--json", "--out=" + directory.resolve("work")));
        arguments.addAll(List.of(options));
        assertThat(healthcare(environment, out, arguments.toArray(String[]::new)))
                .isZero();
        return new ObjectMapper().readTree(out.toFile()).path(part);
    }

    static void assertPositive(JsonNode of, String... figures) {
        for (String figure : figures) {
            assertThat(of.path(figure).path("median").asDouble()).as(figure).isPositive();
        }
    }

    /** Standard error goes where the test's goes. */
    static int healthcare(Path out, String... arguments) throws Exception {
        return healthcare(Map.of(), out, arguments);
    }

    static int healthcare(Map<String, String> environment, Path out, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("healthcare").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(out.toFile());
        // How fast they are is nothing to a test, and what the second compiler takes does not come back.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }
}
