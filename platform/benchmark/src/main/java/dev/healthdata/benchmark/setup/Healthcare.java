package dev.healthdata.benchmark.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./healthcare}, run as a user runs it. */
public final class Healthcare implements AutoCloseable {
    private static final Duration END = Duration.ofMinutes(1);
    private static final List<String> OF_OTHER_PLATFORMS =
            List.of("KAFKA_BOOTSTRAP_SERVERS", "MYSQL_URL", "HEALTHCARE_STATE");

    private final String name;
    private final Path log;
    private final Process process;

    /** For a benchmark that is ended itself: what it started would go on. */
    private final Thread end = new Thread(this::stop, "end of a command");

    private Healthcare(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(end);
    }

    /**
     * Starts a command.
     *
     * @param log what it prints
     * @param environment of it; another platform that ours names is kept from it
     */
    public static Healthcare start(Path home, Path log, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("healthcare").toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(OF_OTHER_PLATFORMS);
        builder.environment().putAll(environment);
        return new Healthcare(arguments.get(0), log, builder.start());
    }

    /**
     * Runs a command to its end.
     *
     * @throws IllegalStateException if it fails; it names the log
     */
    public static void run(Path home, Path log, String... arguments) throws IOException, InterruptedException {
        try (Healthcare command = start(home, log, Map.of(), List.of(arguments))) {
            command.awaitDone(Duration.ofMinutes(30));
        }
    }

    /**
     * Generates CSV files, some of the rows defective.
     *
     * @param times as many rows as the reference data have
     * @param dirty the share of defective rows
     * @return how many rows
     */
    public static long generate(Path home, Path log, double times, double dirty, Path directory)
            throws IOException, InterruptedException {
        Rows rows = new Rows(times, Bad.NONE);
        run(
                home,
                log,
                "generate",
                "--dirty=" + dirty,
                "--patients=" + rows.count("patients"),
                "--doctors=" + rows.count("doctors"),
                "--visits=" + rows.count("visits"),
                "--lab-reports=" + rows.count("lab_reports"),
                "--out=" + directory);
        return rows.count();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** @throws IllegalStateException if it has ended */
    public void expectAlive() {
        if (!process.isAlive()) {
            throw failed("ended with " + process.exitValue());
        }
    }

    /** @throws IllegalStateException if it fails, or takes longer */
    public void awaitDone(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw failed("is not done after " + limit);
        }
        if (process.exitValue() != 0) {
            throw failed("ended with " + process.exitValue());
        }
    }

    /** Ends it as Ctrl-C does, and all that it started. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            return; // the hook does it
        }
        stop();
    }

    private void stop() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        boolean ended = false;
        try {
            ended = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            started.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private IllegalStateException failed(String how) {
        return new IllegalStateException("'healthcare " + name + "' " + how + ": see " + log);
    }
}
