package dev.healthdata.validator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.Judge;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.judge.RecordLimits;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Answers;
import dev.healthdata.validator.message.Message.Destination;
import dev.healthdata.validator.message.Message.Questions;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.store.LedgerStores;
import dev.healthdata.validator.store.StoredTask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** The ledger of visits in a task that ends at any moment after a commit, and begins again with what it has stored. */
final class VisitsTask implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Table VISITS = Tables.named("visits");

    private final StoredTask task;
    private final MockProcessorContext<byte[], Message> context;
    private IntakeProcessor intake;
    private AnswersProcessor answered;
    private long offset;

    VisitsTask(Path directory) {
        task = new StoredTask(VISITS, directory);
        context = task.context();
        start();
    }

    /** Also again: what was not stored is gone. */
    void start() {
        task.begin();
        RecordLimits limits = new RecordLimits(new Partitions(1));
        RowRules rules = new RowRules(Clock.fixed(START, ZoneOffset.UTC), Severities.defaults());
        PairRules pairRules = new PairRules(VISITS, Severities.defaults());
        intake = new IntakeProcessor(
                VISITS, new Judge(VISITS, rules, limits), pairRules, limits, false, Duration.ofMillis(100));
        answered = new AnswersProcessor(VISITS, pairRules, Retention.UNLIMITED);
        intake.init(context);
        answered.init(context);
    }

    /** @return its version */
    long take(String id, String patient, String doctor) {
        List<String> values = Arrays.asList(id, patient, doctor, "2025-03-04", "", "");
        process(id, RawJson.encode(VISITS.columnNames(), values), new RecordHeaders());
        return tally().version();
    }

    /** Closes what is known of the row up to this raw record. */
    void close(String id, long upTo) {
        Headers headers = new RecordHeaders();
        new Closing(upTo).writeTo(headers);
        process(id, null, headers);
    }

    void hear(String id, long version, int reference, boolean present) {
        Answer answer = new Answer(id, version, reference, present, Days.NONE, false);
        answered.process(new Record<>(new byte[0], new Answers("visits", 0, 0, List.of(answer)), START.toEpochMilli()));
    }

    /** The offset of the last raw record. */
    long offset() {
        return offset;
    }

    /** So much that all that the running task has scheduled is due, once. */
    void letTimePass() {
        task.punctuate(0);
    }

    /** So much that nothing is left to be asked. */
    void settle() {
        long before;
        do {
            before = asked();
            letTimePass();
        } while (asked() > before);
    }

    /** Questions that were sent. */
    long asked() {
        return batches().stream().mapToLong(batch -> batch.all().size()).sum();
    }

    List<Questions> batches() {
        return context.forwarded().stream()
                .map(each -> each.record().value())
                .filter(Questions.class::isInstance)
                .map(Questions.class::cast)
                .toList();
    }

    /** The rules of the dead letters that were written. */
    List<String> deadLetters() {
        return context.forwarded().stream()
                .filter(each -> each.record().value() instanceof Message.Row row
                        && row.destination() == Destination.DEAD_LETTER)
                .map(each -> DeadLetter.from(each.record().headers()))
                .flatMap(Optional::stream)
                .map(DeadLetter::rules)
                .toList();
    }

    Tally tally() {
        KeyValueStore<String, byte[]> tally = LedgerStores.tally(VISITS, context);
        return Tally.decode(tally.get(Tally.KEY));
    }

    /** Of how many rows it is remembered, beside what is stored, what they have heard. */
    long remembered() {
        return LedgerStores.heard(VISITS, context).orElseThrow().approximateNumEntries();
    }

    @Override
    public void close() {
        task.close();
    }

    private void process(String id, byte[] value, Headers headers) {
        context.setRecordMetadata(VISITS.rawTopic(), 0, ++offset);
        intake.process(new Record<>(id.getBytes(UTF_8), value, START.toEpochMilli() + offset, headers));
    }
}
