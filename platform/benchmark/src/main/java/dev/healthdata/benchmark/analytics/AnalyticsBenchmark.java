package dev.healthdata.benchmark.analytics;

import dev.healthdata.benchmark.measure.Directories;
import dev.healthdata.benchmark.measure.Growth;
import dev.healthdata.benchmark.measure.Latency;
import dev.healthdata.benchmark.measure.Report;
import dev.healthdata.benchmark.measure.Schedule;
import dev.healthdata.benchmark.measure.Spread;
import dev.healthdata.benchmark.setup.Bad;
import dev.healthdata.benchmark.setup.CleanBroker;
import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a change costs the analytics after few and after many rows, beside a recomputation from the same topics. */
public final class AnalyticsBenchmark {
    private static final int CHANGES = 100;
    private static final Duration REBUILD_LIMIT = Duration.ofHours(2);
    private static final Duration BATCH_LIMIT = Duration.ofMinutes(5);
    private static final long TRANSACTION_NANOS = Duration.ofMillis(100).toNanos();

    private final Path home;
    private final Path work;
    private final Consumer<String> say;

    /**
     * @param home the project's directory
     * @param work where to work
     * @param say hears what is being done
     */
    public AnalyticsBenchmark(Path home, Path work, Consumer<String> say) {
        this.home = home;
        this.work = work;
        this.say = say;
    }

    /**
     * What is measured.
     *
     * @param sizes about how many rows there are
     * @param batches how many micro-batches of 100 corrections, and a tenth more before them that do not count
     * @param runs how many recomputations, and one more before them that does not count
     * @param rate corrections per second to measure freshness at
     * @param seconds for how long, and how long before that they do not count
     */
    public record Plan(List<Long> sizes, int batches, int runs, double rate, double seconds, double warmUp) {}

    public Report run(Plan plan) throws IOException, InterruptedException, ExecutionException {
        List<AnalyticsResult> results = new ArrayList<>();
        for (long size : plan.sizes()) {
            Rows rows = new Rows((double) size / Rows.OF_REFERENCE, Bad.NONE);
            Path directory = Directories.fresh(work.resolve("analytics-" + size));
            try {
                results.add(measure(rows, plan, directory));
            } finally {
                Directories.delete(directory);
            }
        }
        List<String> lines = new ArrayList<>();
        results.forEach(result -> lines.addAll(result.lines()));
        Map<String, Double> exponents = exponents(results);
        lines.addAll(Growth.lines(exponents));
        return new Report(Map.of("sizes", results, "exponents", exponents), lines);
    }

    private AnalyticsResult measure(Rows rows, Plan plan, Path directory)
            throws IOException, InterruptedException, ExecutionException {
        say.accept("filling the clean topics with " + rows.count() + " rows");
        CleanBroker clean = new CleanBroker(home, work);
        Path data = directory.resolve("kafka");
        clean.fill(data, rows);
        Path log = work.resolve("spark-analytics.log");
        try (EmbeddedBroker broker = clean.start(data);
                Corrections corrections = new Corrections(broker.bootstrapServers(), rows)) {
            String servers = broker.bootstrapServers();
            double rebuild;
            Spread micro;
            long peak;
            try (AnalyticsRun run = AnalyticsRun.start(home, directory, log, servers, "--trigger", "0ms")) {
                say.accept("first run over all rows");
                long published = run.awaitPublished(ends(servers), REBUILD_LIMIT);
                rebuild = rows.count() / ((published - run.ready()) / 1e9);
                say.accept(plan.batches() + " micro-batches of " + CHANGES + " corrections");
                micro = microBatches(run, corrections, servers, plan.batches());
                peak = run.peakMib();
            }
            say.accept(plan.runs() + " recomputations");
            Spread recomputation = new Recomputation(home, work).run(servers, directory, plan.runs());
            try (AnalyticsRun run = AnalyticsRun.start(home, directory, log, servers)) {
                say.accept(String.format(Locale.ROOT, "freshness at %,.0f rows/s", plan.rate()));
                Latency freshness = freshness(run, corrections, plan);
                return new AnalyticsResult(
                        rows.count(),
                        rebuild,
                        micro,
                        recomputation,
                        plan.rate(),
                        freshness,
                        Math.max(peak, run.peakMib()));
            }
        }
    }

    private static Spread microBatches(AnalyticsRun run, Corrections corrections, String servers, int batches)
            throws InterruptedException {
        int warmUp = Math.max(1, batches / 10);
        double[] millis = new double[batches];
        for (int batch = -warmUp; batch < batches; batch++) {
            for (int i = 0; i < CHANGES; i++) {
                var unused = corrections.send();
            }
            corrections.commit();
            long start = System.nanoTime();
            long published = run.awaitPublished(ends(servers), BATCH_LIMIT);
            if (batch >= 0) {
                millis[batch] = (published - start) / 1e6;
            }
        }
        return Spread.of(millis);
    }

    /** Rows are due at a steady rate whatever becomes of those before them, and committed every tenth of a second. */
    private static Latency freshness(AnalyticsRun run, Corrections corrections, Plan plan)
            throws InterruptedException, ExecutionException {
        int warmUp = (int) Math.round(plan.rate() * plan.warmUp());
        int count = warmUp + (int) Math.round(plan.rate() * plan.seconds());
        List<Future<RecordMetadata>> sent = new ArrayList<>(count);
        Schedule schedule = new Schedule(System.nanoTime(), plan.rate());
        long commitAt = schedule.start() + TRANSACTION_NANOS;
        for (int row = 0; row < count; row++) {
            TimeUnit.NANOSECONDS.sleep(schedule.due(row) - System.nanoTime());
            sent.add(corrections.send());
            if (System.nanoTime() >= commitAt) {
                corrections.commit();
                commitAt = System.nanoTime() + TRANSACTION_NANOS;
            }
        }
        corrections.commit();
        Map<TopicPartition, Long> last = new LinkedHashMap<>();
        for (Future<RecordMetadata> each : sent) {
            last.merge(partition(each.get()), each.get().offset() + 1, Math::max);
        }
        run.awaitPublished(last, BATCH_LIMIT);
        Latency.Recorder recorder = new Latency.Recorder();
        for (int row = warmUp; row < count; row++) {
            RecordMetadata where = sent.get(row).get();
            recorder.add(run.publishedAt(partition(where), where.offset()) - schedule.due(row));
        }
        return recorder.latency();
    }

    private static TopicPartition partition(RecordMetadata where) {
        return new TopicPartition(where.topic(), where.partition());
    }

    private static Map<TopicPartition, Long> ends(String servers) {
        try (TopicReader reader = new TopicReader(Map.of("bootstrap.servers", servers))) {
            return reader.ends(reader.partitions(Topics.clean()));
        }
    }

    private static Map<String, Double> exponents(List<AnalyticsResult> results) {
        Map<String, ToDoubleFunction<AnalyticsResult>> costs = new LinkedHashMap<>();
        costs.put(
                "the time of a micro-batch", result -> result.microBatchMillis().median());
        costs.put("the time of a recomputation", result -> result.recomputationMillis()
                .median());
        return Growth.exponents(results, AnalyticsResult::rows, costs);
    }
}
