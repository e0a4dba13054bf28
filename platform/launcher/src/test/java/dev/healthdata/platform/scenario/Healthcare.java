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
    /** Of a command, however busy the machine is. */
    static final long TIMEOUT_SECONDS = 480;

    private final Path printed;
    private final Path errors;
    private final Process process;

    private Healthcare(Path printed, Path errors, Process process) {
        this.printed = printed;
        this.errors = errors;
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
        // Apart, because a warning may come at any time, also in the middle of JSON.
        Path errors = Commands.errors(output);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        withoutEndpoints(builder.environment());
        builder.environment().putAll(environment);
        return new Healthcare(output, errors, builder.start());
    }

    /** What whoever runs the tests has set is for other runs. */
    static void withoutEndpoints(Map<String, String> environment) {
        environment.keySet().removeAll(List.of("KAFKA_BOOTSTRAP_SERVERS", "MYSQL_URL", "HEALTHCARE_STATE"));
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

    /** All that it wrote to the standard output. */
    String printed() {
        return read(printed);
    }

    /** All that it wrote, its errors last. */
    String output() {
        return printed() + read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
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
