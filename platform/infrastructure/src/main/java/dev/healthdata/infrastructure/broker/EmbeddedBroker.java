package dev.healthdata.infrastructure.broker;

import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.infrastructure.process.ManagedProcess;
import dev.healthdata.infrastructure.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A broker that this process started and whose data outlives it. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            // Its own name: the launcher has this jar on its class path too, and a configuration of its own.
            "-Dlogback.configurationFile=broker-logback.xml");

    public static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final ManagedProcess process;
    private final String bootstrapServers;

    private EmbeddedBroker(ManagedProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts it and does not wait for it: {@link #awaitReady}.
     *
     * @param home the project's directory, with the built modules below it
     * @param directory where its data lives
     * @param port of its clients
     */
    public static EmbeddedBroker start(Path home, Path directory, Path log, int port) {
        return start(home, directory, log, port, Map.of());
    }

    /**
     * The same, with more of the broker's own properties.
     *
     * @param properties take the place of those of the same name
     */
    public static EmbeddedBroker start(Path home, Path directory, Path log, int port, Map<String, String> properties) {
        Path target = home.resolve("platform").resolve("infrastructure").resolve("target");
        Jvm jvm = new Jvm(target, "infrastructure", BrokerMain.class.getName(), OPTIONS);
        List<String> arguments =
                new ArrayList<>(List.of(directory.toString(), Integer.toString(port), Integer.toString(Ports.free())));
        properties.forEach((name, value) -> arguments.add(name + "=" + value));
        ManagedProcess process =
                ManagedProcess.start("kafka", jvm.command(arguments), Map.of(), log, ManagedProcess.Listener.NONE);
        return new EmbeddedBroker(process, "127.0.0.1:" + port);
    }

    /** @throws IllegalStateException if it does not come up; names the log */
    public void awaitReady() {
        process.awaitReady(START_TIMEOUT);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public ManagedProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
