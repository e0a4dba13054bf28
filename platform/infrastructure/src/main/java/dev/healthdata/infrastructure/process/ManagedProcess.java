package dev.healthdata.infrastructure.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.process.Parent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A child process: its log in a file, its stdin held open for as long as we live. */
public final class ManagedProcess implements AutoCloseable {
    /**
     * Ctrl-C, and the end of the terminal or of its connection, reach every process of it; the parent alone decides in which
     * order they end.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    /**
     * What ours was told of where it listens and of a database, and means another thing to a child: all of them cannot listen at
     * one port, and a file's password goes before the one that a child is given.
     */
    private static final List<String> NOT_INHERITED = List.of("HEALTH_ADDRESS", "MYSQL_PASSWORD_FILE");

    /** Hears what the process prints, in the thread that reads it. */
    public interface Listener {
        Listener NONE = new Listener() {};

        /** The JSON of a PROGRESS line. */
        default void progress(String json) {}

        /** Any other line but READY; it is in the log already. */
        default void line(String text) {}
    }

    private final String name;
    private final Path log;
    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private ManagedProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a process.
     *
     * @param log where its stderr, and what it prints besides READY and PROGRESS, is appended
     * @param environment added to ours, but for what is not for children
     */
    public static ManagedProcess start(
            String name, List<String> command, Map<String, String> environment, Path log, Listener listener) {
        List<String> whole = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        whole.addAll(command);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeAll(NOT_INHERITED);
            builder.environment().put(Parent.ENVIRONMENT, Parent.STDIN);
            builder.environment().putAll(environment);
            ManagedProcess started = new ManagedProcess(name, log, builder.start());
            started.follow(listener);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Empty while it runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Completes with the exit code when it has ended. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Waits until it says READY.
     *
     * @throws IllegalStateException if it ends before, or does not say so in time; names the log
     */
    public void awaitReady(Duration timeout) {
        try {
            ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + " ended at its start: see " + log, e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(name + " is not ready after " + timeout.toSeconds() + " s: see " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " starts", e);
        }
    }

    /** Sends it a line; one that has ended does not mind. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended, which its watcher sees too.
        }
    }

    /** Ends it in order: the end of stdin and SIGTERM, then SIGKILL when it takes longer than the timeout. */
    public void stop(Duration timeout) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Closed already.
        }
        process.destroy();
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** kill -9, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(20));
    }

    private void follow(Listener listener) {
        Thread thread = new Thread(() -> read(listener), "stdout of " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Listener listener) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                BufferedWriter other =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(Parent.READY)) {
                    ready.complete(null);
                } else if (line.startsWith(Parent.PROGRESS)) {
                    listener.progress(line.substring(Parent.PROGRESS.length()));
                } else {
                    other.write(line);
                    other.newLine();
                    other.flush();
                    listener.line(line);
                }
            }
        } catch (IOException e) {
            // Its stdout broke off: it has ended.
        }
        ready.completeExceptionally(new IllegalStateException(name + " ended"));
    }
}
