package dev.healthdata.platform.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.testing.Home;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs commands one after the other. {@code ./healthcare} runs each in one of its own, and its start takes longer
 * than most commands do; that it does so, and what it hands over, have tests of their own.
 */
final class Commands implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader codes;
    private final BufferedWriter commands;

    private Commands(Process process) {
        this.process = process;
        codes = process.inputReader(StandardCharsets.UTF_8);
        commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    static Commands start() throws IOException {
        Path target = Home.path().resolve("platform/launcher/target");
        List<String> options =
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-Dhealthcare.home=" + Home.path());
        List<String> command =
                new ArrayList<>(new Jvm(target, "launcher", CommandsMain.class.getName(), options).command(List.of()));
        int classPath = command.indexOf("-cp") + 1;
        // Behind the rest: the archive of the classes is of that.
        command.set(classPath, command.get(classPath) + File.pathSeparator + target.resolve("test-classes"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        Healthcare.withoutEndpoints(builder.environment());
        return new Commands(builder.start());
    }

    /** The exit code. What it prints is in a file, and its errors are in one beside it. */
    synchronized int run(Path output, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(output.toString()));
        line.addAll(arguments);
        commands.write(JSON.writeValueAsString(line));
        commands.newLine();
        commands.flush();
        String code = CompletableFuture.supplyAsync(this::code)
                .completeOnTimeout("", Healthcare.TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
        if (code.isEmpty()) {
            throw new AssertionError(arguments + " did not end in " + Healthcare.TIMEOUT_SECONDS
                    + " s, or its process did; see " + output);
        }
        return Integer.parseInt(code);
    }

    private String code() {
        try {
            String line = codes.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static Path errors(Path output) {
        return output.resolveSibling(output.getFileName() + ".errors");
    }

    static PrintStream print(Path file) throws IOException {
        return new PrintStream(file.toFile(), StandardCharsets.UTF_8);
    }
}
