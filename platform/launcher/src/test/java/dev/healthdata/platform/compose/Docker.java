package dev.healthdata.platform.compose;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.healthdata.testing.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The docker command. */
final class Docker {
    private final Map<String, String> environment;
    private final Path directory;

    Docker(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    record Result(int code, String output) {}

    /** Skips a test, and says why, unless it is there and has Compose and the images that the stack is made of. */
    static void assumeThere() {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            System.out.println("tests of the Compose files are skipped; missing: " + String.join(", ", missing));
        }
        assumeTrue(missing.isEmpty());
    }

    private static List<String> missing() {
        Docker docker = new Docker(Home.path(), Map.of());
        List<String> missing = new ArrayList<>();
        if (!dev.healthdata.testing.Docker.answers()) {
            missing.add("a Docker daemon (or HEALTHCARE_TEST_DOCKER is false)");
        } else if (docker.run("compose", "version").code() != 0) {
            missing.add("Docker Compose");
        } else {
            for (String image : List.of(
                    dev.healthdata.testing.Docker.image("KAFKA_IMAGE", "apache/kafka:4.3.1"),
                    dev.healthdata.testing.Docker.image("MYSQL_IMAGE", "mysql:8.4"),
                    "eclipse-temurin:17-jre")) {
                if (docker.run("image", "inspect", image).code() != 0) {
                    missing.add("the image " + image);
                }
            }
        }
        return missing;
    }

    /** Runs to its end; its output and errors are one text. */
    Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Result run(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** The output of one that must succeed. */
    String output(String... arguments) {
        return outputOf(run(arguments), "docker " + String.join(" ", arguments));
    }

    /** A whole line, as a person types it; it must succeed. */
    void shell(String line) {
        outputOf(run(List.of("sh", "-c", line)), line);
    }

    private static String outputOf(Result result, String command) {
        if (result.code() != 0) {
            throw new AssertionError(command + " ended with " + result.code() + ":\n" + result.output());
        }
        return result.output();
    }
}
