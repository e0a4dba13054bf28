package dev.healthdata.producer.ingest;

import dev.healthdata.producer.csv.Opening;
import dev.healthdata.producer.file.CheckedContent;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;

/** Sends files, one after the other. */
public final class Ingestion implements AutoCloseable {
    private final Map<String, Object> client;
    private final IngestOptions options;
    private final RowRules rules;
    private final BooleanSupplier stopping;
    private final Clock clock;
    private final ProgressTopic progress;

    /**
     * Connects.
     *
     * @param client Kafka client properties
     * @param rules by which the validator will judge the rows
     * @param stopping asked after each transaction whether to leave
     */
    public Ingestion(
            Map<String, Object> client, IngestOptions options, RowRules rules, BooleanSupplier stopping, Clock clock) {
        this.client = Map.copyOf(client);
        this.options = options;
        this.rules = rules;
        this.stopping = stopping;
        this.clock = clock;
        this.progress = new ProgressTopic(client);
    }

    /**
     * Sends what was not yet sent of a file.
     *
     * @throws KafkaException if Kafka fails for longer than it is worth trying; the file can be resumed
     */
    public Outcome ingest(Feed feed, IngestObserver observer) {
        try {
            Feed.Reading reading = feed.prepare(options.csv());
            if (reading instanceof Feed.Lacking lacking) {
                return new Outcome.Rejected(Outcome.Reason.LACKING, lacking.reason());
            }
            Source source = Source.of(feed.file(), (Feed.Ready) reading, options.csv(), observer);
            Known known = known(source);
            if (known.isSettled() && !options.force()) {
                return settled(source, known, observer);
            }
            Attempt attempt = new Attempt(client, options, rules, clock, progress, source, observer);
            return untilDone(attempt, source.key());
        } catch (NoSuchFileException e) {
            return new Outcome.Rejected(Outcome.Reason.UNREADABLE, "is gone");
        } catch (IOException e) {
            return new Outcome.Rejected(
                    Outcome.Reason.UNREADABLE, "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Whether the rest of a file is to follow, since whoever sent it was stopped or killed. Reads the file, if it can be any that was
     * begun.
     */
    public boolean isBegun(Feed feed, Table table, IngestObserver observer) {
        try {
            return progress.isAnyBegun(table)
                    && feed.prepare(options.csv()) instanceof Feed.Ready reading
                    && known(Source.of(feed.file(), reading, options.csv(), observer))
                            .isBegun();
        } catch (IOException e) {
            return false; // whoever sends it will say it
        }
    }

    /**
     * Whether a file that another took over is done, or whoever it was has not got on with it for long. Two that go on sending the
     * same would take it from each other in turn.
     *
     * @param key of its books
     */
    public boolean isLeft(String key) {
        Instant longAgo = clock.instant().minus(ClientSettings.TRANSACTION_TIMEOUT.multipliedBy(2));
        return progress.visible(key)
                .filter(books -> !books.done() && books.updated().isAfter(longAgo))
                .isEmpty();
    }

    /**
     * Whether a file that was halted is not any more, since somebody forced it. Does not wait for Kafka: what is new is heard at
     * one of the next questions.
     *
     * @param key of its books
     */
    public boolean isReleased(String key) {
        try {
            // What this process has halted itself it may not have heard yet, but nothing halts after these.
            return progress.heard(key)
                    .filter(books -> books.done() || books.state() == IngestProgress.State.FORCED)
                    .isPresent();
        } catch (KafkaException e) {
            return false; // whoever has something to send will say it
        }
    }

    /**
     * Whether a file that was halted was forced, and whoever did so has not got on with it for long. Does not wait for Kafka while
     * nobody has.
     *
     * @param key of its books
     */
    public boolean isForcedAndLeft(String key) {
        try {
            return progress.heard(key)
                            .filter(books -> books.state() == IngestProgress.State.FORCED)
                            .isPresent()
                    && isLeft(key);
        } catch (KafkaException e) {
            return false; // whoever has something to send will say it
        }
    }

    private Known known(Source source) {
        return Known.of(source, progress.visible(source.key()), progress);
    }

    /** One content may be rows of several tables, but its books are those of one. */
    private static Outcome settled(Source source, Known known, IngestObserver observer) throws IOException {
        try (CheckedContent content = source.content(observer)) {
            String table = known.books().orElseThrow().table();
            if (source.open(content) instanceof Opening.Rows rows
                    && !rows.file().table().name().equals(table)) {
                return new Outcome.Rejected(
                        Outcome.Reason.USAGE,
                        "was sent as " + table + ", and the same content is not sent as "
                                + rows.file().table() + ", too: put a blank line at its end if it is to be");
            }
        }
        return known.settled();
    }

    private Outcome untilDone(Attempt attempt, String key) throws IOException {
        RetryBudget budget = new RetryBudget();
        while (true) {
            try {
                return attempt.run(stopping);
            } catch (KafkaException e) {
                if (Failures.isFinal(e) || stopping.getAsBoolean() || !budget.retryAfter(e)) {
                    throw e;
                }
                // Whatever the client calls the failure: a transaction that another one's arrival ended may end in many
                // ways.
                if (!attempt.isOwn(progress.visible(key))) {
                    return new Outcome.TakenOver(key);
                }
            }
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
