package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.state.StateDirectory;
import dev.healthdata.platform.status.Console;
import dev.healthdata.records.process.Parent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The parts' processes. */
final class Parts {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final PartCommands commands;
    private final StateDirectory state;
    private final Console console;
    private final CompletableFuture<String> failure;
    private final List<Supervisor> followers = new CopyOnWriteArrayList<>();

    private Supervisor validator;
    private ManagedProcess producer;

    Parts(PartCommands commands, StateDirectory state, Console console, CompletableFuture<String> failure) {
        this.commands = commands;
        this.state = state;
        this.console = console;
        this.failure = failure;
    }

    /** Those that need Kafka only. */
    void startStreams() {
        validator = start("validator-stream", commands::validator, commands.environment());
        start("spark-analytics", commands::analytics, commands.environment());
    }

    void startSink(SqlAccount sql) {
        start("mysql-sink", commands::sink, commands.environment(sql));
    }

    /** Sends what is in the raw directory; its messages are shown. The future has its exit code. */
    CompletableFuture<Integer> startProducer() {
        producer = ManagedProcess.start(
                "producer",
                commands.producer(),
                commands.environment(),
                state.log("producer"),
                new ManagedProcess.Listener() {
                    @Override
                    public void line(String text) {
                        console.note(text);
                    }
                });
        return producer.onExit();
    }

    void tellEndOfInput() {
        validator.tell(Parent.END_OF_INPUT);
    }

    /** The producer first, then, together, those that only follow. */
    void stop() {
        if (producer != null) {
            producer.stop(STOP_TIMEOUT);
        }
        followers.parallelStream().forEach(Supervisor::stop);
    }

    private Supervisor start(String name, Supplier<List<String>> command, Map<String, String> environment) {
        Supervisor supervisor = new Supervisor(
                name,
                () -> {
                    ManagedProcess process = ManagedProcess.start(
                            name, command.get(), environment, state.log(name), ManagedProcess.Listener.NONE);
                    state.noteProcess(name, process);
                    return process;
                },
                console,
                failure);
        followers.add(supervisor);
        supervisor.start();
        return supervisor;
    }
}
