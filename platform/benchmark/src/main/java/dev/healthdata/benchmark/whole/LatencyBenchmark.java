package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.Report;
import dev.healthdata.benchmark.measure.SnapshotWatch;
import dev.healthdata.benchmark.measure.Spread;
import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.benchmark.setup.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A platform that runs, with rows in it: how many rows a second go through when many come at once, and how long a row takes
 * at a fixed rate, to the database and to the aggregates.
 */
public final class LatencyBenchmark {
    private final Path home;
    private final Path work;
    private final Consumer<String> say;
    private final Optional<Target> target;
    private int feeds;

    /**
     * @param home the project's directory
     * @param work where to work
     * @param say hears what is being done
     * @param target the database; where empty, the platform starts one of its own
     */
    public LatencyBenchmark(Path home, Path work, Consumer<String> say, Optional<Target> target) {
        this.home = home;
        this.work = work;
        this.say = say;
        this.target = target;
    }

    /**
     * What is measured.
     *
     * @param stored the rows that are there at the beginning
     * @param block how many rows come at once
     * @param blocks how often
     * @param rates rows per second
     * @param seconds how long each rate lasts
     * @param warmUp how many seconds more at its beginning do not count
     */
    public record Plan(Rows stored, long block, int blocks, List<Double> rates, double seconds, double warmUp) {}

    public Report run(Plan plan) throws IOException, InterruptedException, SQLException {
        if (target.isPresent()) {
            target.get().clear();
        }
        Path directory = Directories.fresh(work.resolve("up"));
        Map<String, String> environment = target.map(Target::environment).orElse(Map.of());
        try (RunningUp up = RunningUp.start(home, directory, work.resolve("up.log"), environment);
                SnapshotWatch snapshots = new SnapshotWatch(up.processed())) {
            return run(plan, up, new FeedRun(up, snapshots));
        } finally {
            Directories.delete(directory);
        }
    }

    private Report run(Plan plan, RunningUp up, FeedRun feed) throws IOException, InterruptedException, SQLException {
        String database = target.isPresent() ? target.get().version() : Preload.version(up.sql());
        say.accept("the database is " + database + "; storing " + plan.stored().count() + " rows first");
        Preload.run(up, plan.stored());
        FileFeeder files = new FileFeeder(up.raw(), Files.createDirectories(work.resolve("parts")));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("database", database);
        List<String> lines = new ArrayList<>();
        lines.add("up with " + plan.stored().count() + " rows in it, database " + database);

        List<Block> blocks = new ArrayList<>();
        for (int block = 1; block <= plan.blocks(); block++) {
            say.accept("block " + block + " of " + plan.blocks() + ", " + plan.block() + " rows at once");
            FeedRows rows = FeedRows.atOnce(++feeds, plan.block(), plan.stored());
            blocks.add(Block.of(feed.run(rows, Double.POSITIVE_INFINITY, files)));
        }
        add(plan.block(), blocks, data, lines);

        List<FeedLatency> latencies = new ArrayList<>();
        for (double rate : plan.rates()) {
            for (Map.Entry<String, Feeder> way : List.<Map.Entry<String, Feeder>>of(
                    Map.entry("raw topics", new TopicFeeder(up.kafka())), Map.entry("files", files))) {
                say.accept(String.format(Locale.ROOT, "%,.0f rows/s into the %s", rate, way.getKey()));
                long warmUp = Math.round(rate * plan.warmUp());
                long count = warmUp + Math.round(rate * plan.seconds());
                FeedRows rows = FeedRows.atRate(++feeds, count, rate, plan.stored());
                latencies.add(FeedLatency.of(way.getKey(), feed.run(rows, rate, way.getValue()), warmUp));
            }
        }
        data.put("feeds", latencies);
        latencies.forEach(each -> lines.addAll(each.lines()));

        data.put("peakMib", up.tree().peakMib());
        lines.add("all processes together: " + up.tree().peakMib() + " MiB at most");
        return new Report(data, lines);
    }

    private static void add(long rows, List<Block> blocks, Map<String, Object> data, List<String> lines) {
        if (blocks.isEmpty()) {
            return;
        }
        Spread stored =
                Spread.of(blocks.stream().mapToDouble(Block::storedPerSecond).toArray());
        Spread published =
                Spread.of(blocks.stream().mapToDouble(Block::publishedPerSecond).toArray());
        data.put("block", Map.of("rows", rows, "storedPerSecond", stored, "publishedPerSecond", published));
        lines.add(String.format(
                Locale.ROOT,
                "%,d rows at once: %,.0f rows/s (%,.0f..%,.0f) to the database, %,.0f (%,.0f..%,.0f) to the aggregates",
                rows,
                stored.median(),
                stored.min(),
                stored.max(),
                published.median(),
                published.min(),
                published.max()));
    }
}
