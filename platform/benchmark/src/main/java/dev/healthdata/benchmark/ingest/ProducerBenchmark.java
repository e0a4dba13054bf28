package dev.healthdata.benchmark.ingest;

import dev.healthdata.benchmark.measure.Contest;
import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.Measurement;
import dev.healthdata.benchmark.measure.Usage;
import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Rows per second of a replay, beside Kafka's own producer of as large records and beside parsing alone. */
public final class ProducerBenchmark {
    private static final int PARTITIONS = 4;
    private static final long WARM_UP_ROWS = 100_000;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long LOOK_MILLIS = 50;

    private final Path home;
    private final Path work;
    private final Consumer<String> say;

    /**
     * @param home the project's directory
     * @param work where to work
     * @param say hears what is being done
     */
    public ProducerBenchmark(Path home, Path work, Consumer<String> say) {
        this.home = home;
        this.work = work;
        this.say = say;
    }

    /** Runs all in turn, and that several times, each with a broker and topics of its own. */
    public Contest run(long rows, int runs) throws IOException, InterruptedException {
        Path records = work.resolve("records.txt");
        Work warmUp =
                new Work(home, VisitsCsv.write(work.resolve("visits-first.csv"), WARM_UP_ROWS), WARM_UP_ROWS, records);
        say.accept("learning what records are like");
        measure(Sender.REPLAY, warmUp, broker -> SampleRecords.write(records, broker.bootstrapServers()));
        Work all = new Work(home, VisitsCsv.write(work.resolve("visits.csv"), rows), rows, records);
        Contest contest = new Contest();
        for (int run = 1; run <= runs; run++) {
            for (Sender sender : Sender.values()) {
                say.accept("run " + run + " of " + runs + ", " + rows + " rows: " + sender.title());
                Measurement measured = measure(sender, all, broker -> {});
                contest.add(sender.title(), measured);
                say.accept(String.format(
                        Locale.ROOT, "  %,.0f rows/s, %.1f s in all", measured.rowsPerSecond(), measured.seconds()));
            }
        }
        return contest;
    }

    private interface Afterwards {
        void look(EmbeddedBroker broker) throws IOException;
    }

    private Measurement measure(Sender sender, Work what, Afterwards afterwards)
            throws IOException, InterruptedException {
        Path directory = Directories.fresh(work.resolve("kafka"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(home, directory, work.resolve("broker.log"), Ports.free())) {
            broker.awaitReady();
            TopicSetup.createMissing(Map.of("bootstrap.servers", broker.bootstrapServers()), PARTITIONS);
            long brokerPid = broker.process().pid();
            Duration brokerBefore = Usage.processorTime(brokerPid);
            Path log = work.resolve(sender.name().toLowerCase(Locale.ROOT) + ".log");
            Measured measured = run(sender, sender.command(what, broker.bootstrapServers()), log);
            Duration brokerTime = Usage.processorTime(brokerPid).minus(brokerBefore);
            afterwards.look(broker);
            return new Measurement(
                    what.rows() / measured.seconds(),
                    measured.seconds(),
                    measured.processorTime().toNanos() / 1e9,
                    brokerTime.toNanos() / 1e9,
                    measured.peakMib());
        } finally {
            Directories.delete(directory);
        }
    }

    private record Measured(double seconds, Duration processorTime, long peakMib) {}

    /** From the start of its JVM to its end; what it used is known up to a twentieth of a second before that. */
    private static Measured run(Sender sender, List<String> command, Path log)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File(File.separator.equals("/") ? "/dev/null" : "NUL"))
                .start();
        Duration used = Duration.ZERO;
        long peak = 0;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            Duration now = Usage.processorTime(process.pid());
            used = now.compareTo(used) > 0 ? now : used;
            peak = Math.max(peak, Usage.peakResidentMib(process.pid()));
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                process.destroyForcibly();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(sender.title() + " ended with " + process.exitValue() + ": see " + log);
        }
        return new Measured(seconds, used, peak);
    }
}
