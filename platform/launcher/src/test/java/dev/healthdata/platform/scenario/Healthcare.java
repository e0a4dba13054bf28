package dev.healthdata.platform.scenario;

import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./healthcare}, run as a user runs it. */
final class Healthcare {
    private static final long TIMEOUT_SECONDS = 480;

    private final Path output;
    private final Process process;

    private Healthcare(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    static Healthcare start(Path output, Map<String, String> environment, List<String> arguments) throws IOException {
        ClassArchives.ensure();
        return startAsItIs(output, environment, arguments);
    }

    /** Whether or not archives of its classes are there. */
    static Healthcare startAsItIs(Path output, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Home.path().resolve("healthcare").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment().keySet().removeAll(List.of("KAFKA_BOOTSTRAP_SERVERS", "MYSQL_URL", "HEALTHCARE_STATE"));
        builder.environment().putAll(environment);
        return new Healthcare(output, builder.start());
    }

    /** The arguments of {@code up} that keeps all it makes in a directory. */
    static List<String> up(Path raw, Path directory, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "up",
                "--raw",
                raw.toString(),
                "--processed",
                directory.resolve("processed").toString(),
                "--state",
                directory.resolve("state").toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** The exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("still running after " + TIMEOUT_SECONDS + " s; it printed:\n" + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    ProcessHandle launcher() {
        return process.toHandle();
    }

    /** Its running processes with this in their command line. */
    List<ProcessHandle> processes(String inCommandLine) {
        return process.descendants()
                .filter(each -> each.info()
                        .commandLine()
                        .map(line -> line.contains(inCommandLine))
                        .orElse(false))
                .filter(each -> !each.info()
                        .command()
                        .map(command -> command.endsWith("sh"))
                        .orElse(true))
                .toList();
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }
}
