package dev.healthdata.validator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.ledger.Versions;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.Judge;
import dev.healthdata.validator.judge.Judgement;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.judge.RawRow;
import dev.healthdata.validator.judge.RecordLimits;
import dev.healthdata.validator.known.NearbyRows;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Known;
import dev.healthdata.validator.message.Message.Questions;
import dev.healthdata.validator.store.Alarm;
import dev.healthdata.validator.store.EarlyCommit;
import dev.healthdata.validator.store.LedgerStores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes raw records: clean at once, or waiting with questions asked, or a dead letter. */
public final class IntakeProcessor implements Processor<byte[], byte[], byte[], Message> {
    /** How long questions are gathered: short beside the commit interval, after which they can be read at all. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final int MAX_UNASKED = 2_000;

    private static final byte[] NO_KEY = {};

    private final Table table;
    private final Judge judge;
    private final PairRules pairRules;
    private final RecordLimits limits;
    private final boolean nearby;
    private final Duration earlyCommitAfter;
    private ProcessorContext<byte[], Message> context;
    private Books books;
    private Ledger ledger;
    private Parents parents;
    private Unasked unasked;
    private Optional<Recall> recall;
    private KeyValueStore<String, Long> asked;
    private Alarm alarm;
    private EarlyCommit earlyCommit;

    /**
     * @param nearby whether rows of the same task are looked up; else they are asked about like others
     * @param earlyCommitAfter how soon few rows are committed
     */
    public IntakeProcessor(
            Table table,
            Judge judge,
            PairRules pairRules,
            RecordLimits limits,
            boolean nearby,
            Duration earlyCommitAfter) {
        this.table = table;
        this.judge = judge;
        this.pairRules = pairRules;
        this.limits = limits;
        this.nearby = nearby;
        this.earlyCommitAfter = earlyCommitAfter;
    }

    @Override
    public void init(ProcessorContext<byte[], Message> context) {
        this.context = context;
        books = new Books(LedgerStores.tally(table, context));
        asked = LedgerStores.asked(table, context).orElse(null);
        unasked = new Unasked(table, context.taskId().partition(), limits.partitions());
        alarm = new Alarm(context, GATHERING, this::ask);
        earlyCommit = new EarlyCommit(context, earlyCommitAfter);
        WaitingRows waiting = WaitingRows.of(table, context, books);
        FoundRows found = new FoundRows(table, pairRules, context);
        NearbyRows rows = nearby
                ? NearbyRows.of(table, limits.partitions(), context)
                : NearbyRows.none(table, limits.partitions());
        parents = new Parents(table, pairRules, found, rows);
        Heard heard = Heard.of(table, context);
        ledger = Ledger.of(table, pairRules, books, waiting, found, heard, context);
        recall = Optional.empty();
        if (asked != null) {
            recall(waiting, heard);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RawRow raw = new RawRow(record, context.recordMetadata().orElseThrow());
        earlyCommit.addRow();
        books.open();
        Optional<Closing> closing = raw.closing();
        if (closing.isPresent()) {
            long version = books.takeNoRow(record.timestamp(), raw.origin().offset());
            if (ledger.close(raw, closing.get(), version)) {
                books.addSent(unasked.put(new String(record.key(), UTF_8), List.of()));
            }
            books.close();
            return;
        }
        long version = books.take(record.timestamp(), raw.origin().offset());
        Judgement judgement = judge.judge(raw);
        Optional<Known.Row> clean = Optional.empty();
        if (judgement instanceof Judgement.Fit fit) {
            clean = accept(raw, fit, version);
        } else if (judgement instanceof Judgement.Unfit unfit) {
            ledger.reject(raw, limits.deadLetterKey(table, raw), limits.deadLetterValue(raw), unfit, version);
        }
        books.close();
        clean.ifPresent(row -> context.forward(record.withValue((Message) new Known(List.of(row)))));
        if (unasked.size() >= MAX_UNASKED) {
            ask();
        } else if (unasked.size() > 0) {
            alarm.arm();
        }
    }

    private Optional<Known.Row> accept(RawRow raw, Judgement.Fit fit, long version) {
        Lookup lookup = parents.lookUp(fit.fields(), version);
        Optional<Known.Row> clean = ledger.accept(raw, fit, version, lookup);
        if (clean.isPresent() || lookup.missing() != 0) { // else it is rejected, and an older one goes on waiting
            books.addSent(unasked.put(fit.fields().id(), lookup.questions()));
        }
        return clean;
    }

    private void ask() {
        int again = askAgain();
        for (Questions batch : unasked.takeAll()) {
            long latest = batch.all().get(batch.all().size() - 1).version();
            context.forward(new Record<>(NO_KEY, (Message) batch, Versions.arrival(latest)));
        }
        books.open();
        asked.put(LedgerStores.ASKED, books.version());
        if (again > 0) {
            books.addSent(again);
            books.close();
        }
        if (recall.isPresent()) {
            alarm.arm();
        }
    }

    /** @return how many questions, which the books have not counted */
    private int askAgain() {
        int questions = 0;
        if (recall.isPresent()) {
            for (KeyValue<byte[], WaitingRow> row : recall.get().piece()) {
                questions += ask(row.key, row.value);
            }
            recall = recall.filter(rest -> !rest.isOver());
        }
        return questions;
    }

    /**
     * What waited at the last commit without having asked; the books have counted these questions already, and they are never more
     * than can be gathered. Others may have to ask again.
     */
    private void recall(WaitingRows waiting, Heard heard) {
        books.open();
        Long upTo = asked.get(LedgerStores.ASKED);
        long askedUpTo = upTo == null ? 0 : upTo;
        if (books.anyWaiting() && books.version() > askedUpTo) {
            waiting.forEachAbove(askedUpTo, this::ask);
        }
        if (books.anyWaitingInTime() && table.references().size() > 1) {
            recall = Optional.of(new Recall(waiting, heard, askedUpTo));
        }
        if (unasked.size() > 0 || recall.isPresent()) {
            alarm.arm();
        }
    }

    /** @return by how many questions there are more now */
    private int ask(byte[] id, WaitingRow row) {
        return unasked.put(new String(id, UTF_8), parents.questions(ledger.fields(row), row.version(), row.missing()));
    }
}
