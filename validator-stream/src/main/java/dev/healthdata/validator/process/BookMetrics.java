package dev.healthdata.validator.process;

import dev.healthdata.observability.Observability;
import dev.healthdata.observability.PartMetric;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Findings;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Table;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The books as metrics: of the partitions that this instance has, read from its stores when somebody asks. They are as exact
 * as what the audit reads, and no work is added to a row's way.
 */
final class BookMetrics implements AutoCloseable {
    private final KafkaStreams streams;
    private final BookStores stores;
    private final LongestWaiting longest;
    private final Observability observability;
    private final MultiGauge rows;
    private final MultiGauge waiting;
    private final MultiGauge overdue;
    private final MultiGauge longestWaiting;
    private final MultiGauge deadLetters;
    private final MultiGauge findings;

    BookMetrics(KafkaStreams streams, InstantSource clock, Observability observability) {
        this.streams = streams;
        this.stores = new BookStores(streams);
        this.longest = new LongestWaiting(this::arrivals, clock);
        this.observability = observability;
        this.rows = gauge(PartMetric.ROWS);
        this.waiting = gauge(PartMetric.ROWS_WAITING);
        this.overdue = gauge(PartMetric.ROWS_OVERDUE);
        this.longestWaiting = gauge(PartMetric.LONGEST_WAITING);
        this.deadLetters = gauge(PartMetric.DEAD_LETTERS);
        this.findings = gauge(PartMetric.FINDINGS);
    }

    /** The binding lasts as long as the process does. */
    @SuppressWarnings("resource")
    void bind() {
        observability.bind(new KafkaStreamsMetrics(streams));
        observability.beforeScrape(this::read);
    }

    /** A table whose stores are on their way is left out: no number is better than a wrong one. */
    private void read() {
        List<Row<?>> ofRows = new ArrayList<>();
        List<Row<?>> ofWaiting = new ArrayList<>();
        List<Row<?>> ofOverdue = new ArrayList<>();
        List<Row<?>> ofLongestWaiting = new ArrayList<>();
        List<Row<?>> ofDeadLetters = new ArrayList<>();
        List<Row<?>> ofFindings = new ArrayList<>();
        for (Table table : Tables.all()) {
            tally(table).ifPresent(tally -> {
                Tags tags = Tags.of("table", table.name());
                ofRows.add(Row.of(tags.and("outcome", "taken"), tally.rows()));
                ofRows.add(Row.of(tags.and("outcome", "clean"), tally.clean()));
                ofRows.add(Row.of(tags.and("outcome", "rejected"), tally.rejected()));
                ofWaiting.add(Row.of(tags, tally.waiting()));
                ofOverdue.add(Row.of(tags, tally.overdue()));
                longest.seconds(table, tally.waiting())
                        .ifPresent(seconds -> ofLongestWaiting.add(Row.of(tags, seconds)));
                ofDeadLetters.add(Row.of(tags, tally.openDeadLetters()));
            });
            findings(table)
                    .forEach((rule, count) ->
                            ofFindings.add(Row.of(Tags.of("table", table.name(), "rule", rule), count)));
        }
        rows.register(ofRows, true);
        waiting.register(ofWaiting, true);
        overdue.register(ofOverdue, true);
        longestWaiting.register(ofLongestWaiting, true);
        deadLetters.register(ofDeadLetters, true);
        findings.register(ofFindings, true);
    }

    /** Zeros where nothing has come yet: what grows from no series at all grows for no alert. */
    private Optional<Tally> tally(Table table) {
        List<Tally> tallies = new ArrayList<>();
        boolean complete =
                stores.read(Tally.store(table), (String key, byte[] value) -> tallies.add(Tally.decode(value)));
        return complete ? Optional.of(tallies.stream().reduce(Tally.NONE, Tally::plus)) : Optional.empty();
    }

    private Map<String, Long> findings(Table table) {
        Map<String, Long> counts = new HashMap<>();
        boolean complete =
                stores.read(Findings.store(table), (String rule, Long count) -> counts.merge(rule, count, Long::sum));
        return complete ? counts : Map.of();
    }

    private boolean arrivals(Table table, LongConsumer arrival) {
        return stores.read(
                WaitingRoom.store(table), (byte[] id, byte[] row) -> arrival.accept(WaitingRoom.arrival(row)));
    }

    /** What was read last is handed out still. */
    @Override
    public void close() {
        longest.close();
    }

    private MultiGauge gauge(PartMetric metric) {
        return MultiGauge.builder(metric.id()).register(observability.registry());
    }
}
