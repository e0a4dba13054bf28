package dev.healthdata.benchmark.sink;

import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.Measurement;
import dev.healthdata.benchmark.measure.Usage;
import dev.healthdata.benchmark.setup.CleanBroker;
import dev.healthdata.benchmark.setup.Target;
import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.Jvm;
import dev.healthdata.infrastructure.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs of the sink as a process of its own, with the memory that it gets in production. */
final class SinkRun {
    /** As {@code up} starts it. */
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m");

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long LOOK_MILLIS = 50;
    private static final String GROUP = "mysql-sink";

    private final Path home;
    private final Path work;
    private final Target target;
    private final CleanBroker broker;
    private final boolean profile;
    private final List<String> arguments;

    SinkRun(Path home, Path work, Target target, CleanBroker broker, boolean profile, String arguments) {
        this.home = home;
        this.work = work;
        this.target = target;
        this.broker = broker;
        this.profile = profile;
        this.arguments = arguments.isBlank() ? List.of() : List.of(arguments.split(" +"));
    }

    /** @param filled the broker's data, which a copy is made of, so that all runs begin alike */
    Measurement measure(Path filled, String name, int rows) throws IOException, InterruptedException {
        Path copy = work.resolve("run-" + name);
        Directories.copy(filled, copy);
        try (EmbeddedBroker running = broker.start(copy);
                GroupProgress progress = new GroupProgress(running.bootstrapServers(), GROUP)) {
            return measure(running, progress, name, rows);
        } finally {
            Directories.delete(copy);
        }
    }

    private Measurement measure(EmbeddedBroker running, GroupProgress progress, String name, int rows)
            throws InterruptedException {
        long brokerPid = running.process().pid();
        Duration brokerBefore = Usage.processorTime(brokerPid);
        Duration databaseBefore = target.processorTime();
        long start = System.nanoTime();
        try (ManagedProcess process = ManagedProcess.start(
                GROUP,
                command(name),
                environment(running.bootstrapServers()),
                work.resolve("mysql-sink.log"),
                ManagedProcess.Listener.NONE)) {
            double firstShare = await(process, progress, start, 0);
            long first = System.nanoTime();
            await(process, progress, start, 1);
            long end = System.nanoTime();
            return new Measurement(
                    rows * (1 - firstShare) / seconds(end - first),
                    seconds(end - start),
                    seconds(Usage.processorTime(process.pid()).toNanos()),
                    seconds(Usage.processorTime(brokerPid).minus(brokerBefore).toNanos()),
                    seconds(target.processorTime().minus(databaseBefore).toNanos()),
                    Usage.peakResidentMib(process.pid()));
        }
    }

    /** A benchmark looks at what another process does to Kafka; there is no event to wait for. */
    private static double await(ManagedProcess process, GroupProgress progress, long start, double share)
            throws InterruptedException {
        double now = progress.share();
        while (share == 0 ? now == 0 : now < share) {
            if (!process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException(process.name() + " ended or took too long: see " + process.log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            now = progress.share();
        }
        return now;
    }

    private List<String> command(String name) {
        List<String> options = new ArrayList<>(OPTIONS);
        if (profile) {
            options.add("-XX:StartFlightRecording=settings=profile,filename=" + work.resolve("sink-" + name + ".jfr"));
        }
        return new Jvm(
                        home.resolve("mysql-sink").resolve("target"),
                        "mysql-sink",
                        "dev.healthdata.sink.SinkMain",
                        options)
                .command(arguments);
    }

    private Map<String, String> environment(String bootstrapServers) {
        Map<String, String> environment = new HashMap<>(target.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        return environment;
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
