package dev.healthdata.benchmark.stream;

import dev.healthdata.benchmark.measure.Contest;
import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.Measurement;
import dev.healthdata.benchmark.measure.Usage;
import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Rows per second through the validator, beside a topology that does nothing, from raw topics that are full. */
public final class ValidatorBenchmark {
    private static final int THREADS = 2;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long LOOK_MILLIS = 200;

    private final Path home;
    private final Path work;
    private final Consumer<String> say;
    private final boolean profile;
    private final int partitions;
    private final List<Contender> contenders;

    /**
     * @param home the project's directory
     * @param work where to work
     * @param say hears what is being done
     * @param profile whether the validator records itself (JFR), into the directory
     * @param partitions of every topic
     * @param contenders those that run, the reference first
     */
    public ValidatorBenchmark(
            Path home, Path work, Consumer<String> say, boolean profile, int partitions, List<Contender> contenders) {
        this.home = home;
        this.work = work;
        this.say = say;
        this.profile = profile;
        this.partitions = partitions;
        this.contenders = List.copyOf(contenders);
    }

    /**
     * Runs all contenders in turn, and that several times.
     *
     * @param scale 1 for 91,000 rows
     */
    public Contest run(double scale, int runs) throws IOException, InterruptedException {
        say.accept("filling the raw topics");
        Contest contest = new Contest();
        try (FilledBroker filled = new FilledBroker(home, work)) {
            long rows = filled.fill(scale, partitions);
            for (int run = 1; run <= runs; run++) {
                for (Contender contender : contenders) {
                    say.accept("run " + run + " of " + runs + ", " + rows + " rows: " + contender.title());
                    Path directory = work.resolve("run-" + run + "-" + contender);
                    Measurement measured = measure(contender, filled, directory, rows, broker -> {});
                    contest.add(contender.title(), measured);
                    say.accept(String.format(
                            Locale.ROOT,
                            "  %,.0f rows/s, %.1f s in all",
                            measured.rowsPerSecond(),
                            measured.seconds()));
                    Directories.delete(directory);
                }
            }
        }
        return contest;
    }

    /**
     * Counts what the validator writes for a thousand rows, by kind of topic.
     *
     * @param scale 1 for 91,000 rows
     */
    public Map<String, Double> countsPerThousandRows(double scale) throws IOException, InterruptedException {
        Map<String, Double> counts = new TreeMap<>();
        Path directory = work.resolve("run-counted");
        try (FilledBroker filled = new FilledBroker(home, work)) {
            long rows = filled.fill(scale, partitions);
            measure(
                    Contender.VALIDATOR,
                    filled,
                    directory,
                    rows,
                    broker -> counts.putAll(ValidatorCounts.perThousandRows(broker.bootstrapServers(), rows)));
        }
        Directories.delete(directory);
        return counts;
    }

    private Measurement measure(
            Contender contender, FilledBroker filled, Path directory, long rows, Consumer<EmbeddedBroker> afterwards)
            throws IOException, InterruptedException {
        Directories.fresh(directory);
        try (EmbeddedBroker broker = filled.startCopy(directory.resolve("kafka"));
                Finish finish = new Finish(broker.bootstrapServers(), contender)) {
            long brokerPid = broker.process().pid();
            Duration brokerBefore = Usage.processorTime(brokerPid);
            List<String> more = profile
                    ? List.of("-XX:StartFlightRecording=settings=profile,filename="
                            + work.resolve(directory.getFileName() + ".jfr"))
                    : List.of();
            List<String> command =
                    contender.command(home, directory.resolve("state"), broker.bootstrapServers(), THREADS, more);
            long start = System.nanoTime();
            try (ManagedProcess process = ManagedProcess.start(
                    contender.applicationId(),
                    command,
                    Map.of(),
                    work.resolve(contender.applicationId() + ".log"),
                    ManagedProcess.Listener.NONE)) {
                long takenAtFirst = awaitFirst(process, finish, start);
                long first = System.nanoTime();
                await(process, finish, start);
                long end = System.nanoTime();
                Measurement measurement = new Measurement(
                        rowsPerSecond(rows, takenAtFirst, start, first, end),
                        seconds(end - start),
                        Usage.processorTime(process.pid()).toNanos() / 1e9,
                        Usage.processorTime(brokerPid).minus(brokerBefore).toNanos() / 1e9,
                        Usage.peakResidentMib(process.pid()));
                afterwards.accept(broker);
                return measurement;
            }
        }
    }

    /** From the first transaction to the last; of so few rows that the first took all, from the start of the process. */
    static double rowsPerSecond(long rows, long takenAtFirst, long start, long first, long end) {
        return takenAtFirst < rows ? (rows - takenAtFirst) / seconds(end - first) : rows / seconds(end - start);
    }

    private static long awaitFirst(ManagedProcess process, Finish finish, long start) throws InterruptedException {
        while (true) {
            long taken = finish.rowsTaken();
            if (taken > 0) {
                return taken;
            }
            pause(process, start);
        }
    }

    private static void await(ManagedProcess process, Finish finish, long start) throws InterruptedException {
        while (!finish.isReached()) {
            pause(process, start);
        }
    }

    /** A benchmark looks at what another process does to Kafka; there is no event to wait for. */
    private static void pause(ManagedProcess process, long start) throws InterruptedException {
        if (!process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
            throw new IllegalStateException(process.name() + " ended or took too long: see " + process.log());
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
