package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.state.StateDirectory;
import dev.healthdata.platform.status.Console;
import dev.healthdata.records.process.Parent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The parts' processes. */
final class Parts {
    private static final String ANALYTICS = "spark-analytics";

    /** What the producer says of files that are sent, or cannot be; beyond these it goes on where it was when it is started again. */
    private static final Set<Integer> PRODUCER_IS_DONE = Set.of(0, 1, 2);

    private final PartCommands commands;
    private final StateDirectory state;
    private final Console console;
    private final CompletableFuture<String> failure;
    private final List<Supervisor> followers = new CopyOnWriteArrayList<>();

    private volatile boolean published;
    private Supervisor validator;
    private Supervisor producer;

    Parts(PartCommands commands, StateDirectory state, Console console, CompletableFuture<String> failure) {
        this.commands = commands;
        this.state = state;
        this.console = console;
        this.failure = failure;
    }

    /** Those that need Kafka only. */
    void startStreams() {
        ManagedProcess.Listener toAnalytics = new ManagedProcess.Listener() {
            @Override
            public void progress(String json) {
                published = true;
            }

            @Override
            public void line(String text) {
                if (text.startsWith(ANALYTICS + ": ")) { // else the JVM says it, and it is in the log
                    console.note(text);
                }
            }
        };
        validator = start("validator-stream", commands::validator, commands.environment());
        start(ANALYTICS, commands::analytics, commands.environment(), toAnalytics);
    }

    /** Whether the analytics that were started here have published. */
    boolean havePublished() {
        return published;
    }

    void startSink(SqlAccount sql) {
        start("mysql-sink", commands::sink, commands.environment(sql));
    }

    /**
     * Sends what is in the raw directory; its messages are shown. The future has its exit code once all is sent, and never if it
     * watches.
     */
    CompletableFuture<Integer> startProducer(boolean watches) {
        ManagedProcess.Listener toConsole = new ManagedProcess.Listener() {
            @Override
            public void line(String text) {
                console.note(text);
            }
        };
        producer = new Supervisor(
                "producer",
                () -> process("producer", commands.producer(), commands.environment(), toConsole),
                console,
                failure,
                code -> !watches && PRODUCER_IS_DONE.contains(code));
        producer.start();
        return producer.onDone();
    }

    void tellEndOfInput() {
        validator.tell(Parent.END_OF_INPUT);
    }

    /** The producer first, then, together, those that only follow. */
    void stop() {
        if (producer != null) {
            producer.stop();
        }
        followers.parallelStream().forEach(Supervisor::stop);
    }

    private Supervisor start(String name, Supplier<List<String>> command, Map<String, String> environment) {
        return start(name, command, environment, ManagedProcess.Listener.NONE);
    }

    private Supervisor start(
            String name,
            Supplier<List<String>> command,
            Map<String, String> environment,
            ManagedProcess.Listener listener) {
        Supervisor supervisor =
                new Supervisor(name, () -> process(name, command.get(), environment, listener), console, failure);
        followers.add(supervisor);
        supervisor.start();
        return supervisor;
    }

    private ManagedProcess process(
            String name, List<String> command, Map<String, String> environment, ManagedProcess.Listener listener) {
        ManagedProcess process = ManagedProcess.start(name, command, environment, state.log(name), listener);
        state.noteProcess(name, process);
        return process;
    }
}
