package dev.healthdata.benchmark.sink;

import dev.healthdata.benchmark.measure.Contest;
import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.Measurement;
import dev.healthdata.benchmark.measure.Usage;
import dev.healthdata.benchmark.setup.Bad;
import dev.healthdata.benchmark.setup.CleanBroker;
import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.benchmark.setup.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Rows per second from clean topics that are full into the database, beside other ways into the same tables. */
public final class SinkBenchmark implements AutoCloseable {
    private final Path work;
    private final Consumer<String> say;
    private final List<Loader> loaders;
    private final Target target;
    private final RowFiles files;
    private final CleanBroker broker;
    private final SinkRun sink;

    /**
     * Starts the database, unless MYSQL_URL names one.
     *
     * @param home the project's directory
     * @param work where to work
     * @param say hears what is being done
     * @param profile whether the sink records itself (JFR), into the directory
     * @param loaders those that run, the reference first
     * @param arguments more options of the sink, with spaces between them
     * @throws IllegalStateException if the database that MYSQL_URL names holds rows
     */
    public SinkBenchmark(
            Path home, Path work, Consumer<String> say, boolean profile, List<Loader> loaders, String arguments)
            throws IOException, SQLException {
        this.work = work;
        this.say = say;
        this.loaders = List.copyOf(loaders);
        this.target = Target.open(home, work);
        this.files = new RowFiles(work);
        this.broker = new CleanBroker(home, work);
        this.sink = new SinkRun(home, work, target, broker, profile, arguments);
    }

    /**
     * Runs all contenders in turn, and that several times.
     *
     * @param scale 1 for 91,000 rows
     */
    public Contest run(double scale, int runs) throws Exception {
        say.accept("filling the clean topics; the database is " + target.version());
        files.write(new Rows(scale, Bad.NONE));
        deleteFilled();
        for (Loader loader : loaders) {
            if (loader.isSink()) {
                broker.fill(filled(loader), new Rows(scale, loader.bad()));
            }
        }
        LoadData.allow(target.sql());
        Contest contest = new Contest();
        int rows = new Rows(scale, Bad.NONE).count();
        for (int run = 1; run <= runs; run++) {
            for (Loader loader : loaders) {
                say.accept("run " + run + " of " + runs + ", " + rows + " rows: " + loader.title());
                target.clear();
                Measurement measured = loader.isSink()
                        ? sink.measure(filled(loader), run + "-" + loader, rows)
                        : measureHere(loader, rows);
                expectStored(loader, new Rows(scale, loader.bad()).countGood());
                contest.add(loader.title(), measured);
                say.accept(String.format(Locale.ROOT, "  %,.0f rows/s", measured.rowsPerSecond()));
            }
        }
        target.clear();
        return contest;
    }

    /** LOAD DATA LOCAL leaves rows out with a warning, and a sink may have committed what it did not store. */
    private void expectStored(Loader loader, int good) throws SQLException {
        long stored = target.rows();
        if (stored != good) {
            throw new IllegalStateException(loader.title() + ": " + stored + " of " + good + " rows are stored");
        }
    }

    private Measurement measureHere(Loader loader, int rows) throws Exception {
        long self = ProcessHandle.current().pid();
        Duration cpu = Usage.processorTime(self);
        Duration database = target.processorTime();
        long start = System.nanoTime();
        switch (loader) {
            case LOAD_DATA -> LoadData.run(target.sql(), files);
            case LOAD_DATA_TWO_STREAMS -> LoadData.runInTwoStreams(target.sql(), files);
            default -> JdbcBatches.run(target.sql(), files);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measurement(
                rows / seconds,
                seconds,
                Usage.processorTime(self).minus(cpu).toNanos() / 1e9,
                0,
                target.processorTime().minus(database).toNanos() / 1e9,
                0);
    }

    private Path filled(Loader loader) {
        return work.resolve("clean-" + loader.bad());
    }

    /** Removes what was filled, and ends the database if it is ours. */
    @Override
    public void close() throws IOException {
        target.close();
        deleteFilled();
    }

    /** An earlier run that broke off may have left half of it. */
    private void deleteFilled() throws IOException {
        for (Loader loader : loaders) {
            if (Files.exists(filled(loader))) {
                Directories.delete(filled(loader));
            }
        }
    }
}
