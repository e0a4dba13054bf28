package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.platform.state.StateDirectory;
import dev.healthdata.platform.status.Console;
import dev.healthdata.records.process.Parent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The parts' processes. */
final class Parts {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final StateDirectory state;
    private final Console console;
    private final Map<String, String> environment;
    private final CompletableFuture<String> failure;
    private final Supervisor validator;
    private final List<Supervisor> all;
    private final PartCommands commands;

    private ManagedProcess producer;

    Parts(PartCommands commands, StateDirectory state, Console console, CompletableFuture<String> failure) {
        this.commands = commands;
        this.state = state;
        this.console = console;
        this.environment = commands.environment();
        this.failure = failure;
        this.validator = supervisor("validator-stream", commands::validator);
        this.all = List.of(
                validator,
                supervisor("mysql-sink", commands::sink),
                supervisor("spark-analytics", commands::analytics));
    }

    void start() {
        all.forEach(Supervisor::start);
    }

    /** Sends what is in the raw directory; its messages are shown. The future has its exit code. */
    CompletableFuture<Integer> startProducer() {
        producer = ManagedProcess.start(
                "producer", commands.producer(), environment, state.log("producer"), new ManagedProcess.Listener() {
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
        all.parallelStream().forEach(Supervisor::stop);
    }

    private Supervisor supervisor(String name, Supplier<List<String>> command) {
        return new Supervisor(
                name,
                () -> ManagedProcess.start(
                        name, command.get(), environment, state.log(name), ManagedProcess.Listener.NONE),
                console,
                failure);
    }
}
