package dev.healthdata.producer.display;

import dev.healthdata.observability.Health;
import dev.healthdata.observability.PartMetric;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.ledger.IngestProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Counts what becomes of files and rows, and knows when the producer last got on. */
public final class MetricsDisplay implements Display {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter rows;
    private final Counter malformed;

    /** With the keys of their books. */
    private final Map<Feed, String> halted = new ConcurrentHashMap<>();

    private volatile Instant alive;
    private volatile boolean seesAll = true;
    private long rowsBefore;
    private long malformedBefore;

    public MetricsDisplay(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.alive = clock.instant();
        this.rows = registry.counter(PartMetric.ROWS_SENT.id(), "kind", "row");
        this.malformed = registry.counter(PartMetric.ROWS_SENT.id(), "kind", "malformed");
        Gauge.builder(PartMetric.FILES_HALTED.id(), halted, Map::size).register(registry);
        Gauge.builder(PartMetric.WATCHED.id(), this, display -> display.alive.getEpochSecond())
                .register(registry);
    }

    @Override
    public void lookedInto(boolean all) {
        seesAll = all;
    }

    @Override
    public void looked(Predicate<String> isReleased) {
        alive = clock.instant();
        halted.values().removeIf(isReleased);
    }

    @Override
    public void reading() {
        alive = clock.instant();
    }

    @Override
    public void started(SourceFile file, Fingerprint fingerprint, IngestProgress from) {
        alive = clock.instant();
        rowsBefore = from.rows();
        malformedBefore = from.malformed();
    }

    @Override
    public void advanced(IngestProgress now) {
        alive = clock.instant();
        count(now);
    }

    @Override
    public void finished(Feed feed, Outcome outcome) {
        alive = clock.instant();
        if (outcome instanceof Outcome.Sent sent) {
            count(sent.progress());
        }
        if (outcome instanceof Outcome.Halted stopped) {
            halted.put(feed, stopped.key());
            if (stopped.resumedAfter() < stopped.progress().records()) {
                count(stopped.progress());
            }
        } else {
            halted.remove(feed);
        }
        registry.counter(PartMetric.FILES.id(), "outcome", name(outcome)).increment();
    }

    /** @param kafkaAnswers asked just now */
    public Health health(boolean kafkaAnswers) {
        Duration silent = Duration.between(alive, clock.instant());
        return new Health.Builder()
                .problemIf(!kafkaAnswers, "Kafka does not answer")
                // Which one is in the log: names of paths are in no answer.
                .problemIf(!seesAll, "a directory cannot be looked into: the log says which")
                .problemIf(
                        silent.compareTo(PATIENCE) > 0,
                        "it has neither looked for files nor read or sent rows for " + silent.toSeconds() + " s")
                .detail("filesHalted", halted.size())
                .build();
    }

    private void count(IngestProgress now) {
        rows.increment((double) Math.max(0, now.rows() - rowsBefore));
        malformed.increment((double) Math.max(0, now.malformed() - malformedBefore));
        // A transaction that failed is sent again: what was counted of it is not new then.
        rowsBefore = Math.max(rowsBefore, now.rows());
        malformedBefore = Math.max(malformedBefore, now.malformed());
    }

    /** The kinds of outcomes are few: {@code sent}, {@code halted}, {@code rejected} ... */
    private static String name(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
