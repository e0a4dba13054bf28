package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.ProcessTree;
import dev.healthdata.benchmark.measure.Report;
import dev.healthdata.benchmark.setup.Healthcare;
import dev.healthdata.benchmark.setup.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The time of {@code ./healthcare up --once}, from the command to its end, for feeds of several sizes, beside a feed of next
 * to nothing: what that one takes is start and end, and what the others take more is work.
 */
public final class TotalBenchmark {
    /** 182 rows. */
    private static final double NEXT_TO_NOTHING = 0.002;

    private static final double DIRTY = 0.01;
    private static final Duration LIMIT = Duration.ofHours(6);

    private final Path home;
    private final Path work;
    private final Consumer<String> say;
    private final Optional<Target> target;

    /**
     * @param home the project's directory
     * @param work where to work
     * @param say hears what is being done
     * @param target the database; where empty, each run starts and fills one of its own
     */
    public TotalBenchmark(Path home, Path work, Consumer<String> say, Optional<Target> target) {
        this.home = home;
        this.work = work;
        this.say = say;
        this.target = target;
    }

    /**
     * Runs all sizes in turn, and that several times.
     *
     * @param sizes times the 91,000 rows of the reference data
     */
    public Report run(List<Double> sizes, int runs) throws IOException, InterruptedException, SQLException {
        String database = target.isPresent() ? target.get().version() : "started by each run";
        say.accept("the database is " + database);
        List<Double> all = new ArrayList<>(List.of(NEXT_TO_NOTHING));
        all.addAll(sizes);
        Map<Double, Long> rows = new LinkedHashMap<>();
        Map<Double, List<Once>> done = new LinkedHashMap<>();
        for (double size : all) {
            rows.put(
                    size,
                    Healthcare.generate(home, work.resolve("generate.log"), size, DIRTY, Directories.fresh(csv(size))));
            done.put(size, new ArrayList<>());
        }
        for (int run = 1; run <= runs; run++) {
            for (double size : rows.keySet()) {
                say.accept("run " + run + " of " + runs + ", up --once of " + rows.get(size) + " rows");
                Once once = once(csv(size));
                done.get(size).add(once);
                say.accept(String.format(Locale.ROOT, "  %.1f s, %d MiB at most", once.seconds(), once.peakMib()));
            }
        }
        for (double size : rows.keySet()) {
            Directories.delete(csv(size));
        }
        List<Totals.Size> found = new ArrayList<>();
        done.forEach((size, each) -> found.add(Totals.Size.of(rows.get(size), each)));
        return new Totals(database, found.get(0), found.subList(1, found.size())).report();
    }

    private Once once(Path csv) throws IOException, InterruptedException, SQLException {
        if (target.isPresent()) {
            target.get().clear();
        }
        Path directory = Directories.fresh(work.resolve("up"));
        Map<String, String> environment = target.map(Target::environment).orElse(Map.of());
        List<String> command = List.of(
                "up",
                "--once",
                "--raw=" + csv,
                "--processed=" + directory.resolve("processed"),
                "--state=" + directory.resolve("state"));
        long start = System.nanoTime();
        try (Healthcare up = Healthcare.start(home, work.resolve("up.log"), environment, command);
                ProcessTree tree = new ProcessTree(up.handle())) {
            up.awaitDone(LIMIT);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Once(seconds, tree.processorTime().toNanos() / 1e9, tree.peakMib());
        } finally {
            Directories.delete(directory);
        }
    }

    private Path csv(double size) {
        return work.resolve("csv-" + size);
    }
}
