package dev.healthdata.validator.reference;

import dev.healthdata.records.table.Table;
import dev.healthdata.validator.known.KnownRows;
import dev.healthdata.validator.ledger.Books;
import dev.healthdata.validator.ledger.Versions;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Answers;
import dev.healthdata.validator.message.Message.Known;
import dev.healthdata.validator.message.Message.Questions;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.message.Question;
import dev.healthdata.validator.store.Alarm;
import dev.healthdata.validator.store.LedgerStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Answers questions about the rows of a table: at once if the row is known, else when it becomes so, and when the grace
 * period is over before.
 */
public final class ReferencesProcessor implements Processor<byte[], Message, byte[], Message> {
    /** How long answers to those who had to wait are gathered. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final int MAX_UNANSWERED = 2_000;
    private static final Duration DEADLINE_CHECK = Duration.ofMillis(100);
    private static final int MAX_REPORTED_AT_ONCE = 10_000;
    private static final byte[] NO_KEY = {};

    private final Table table;
    private final Partitions partitions;
    private final Grace grace;
    private ProcessorContext<byte[], Message> context;
    private Books books;
    private KnownRows known;
    private Askers askers;
    private Deadlines deadlines;
    private Alarm deadlineAlarm;
    /** Askers whose row is known by now. They stay in their store until they are answered, so nothing of this is stored. */
    private List<Answerable> unanswered;

    private Alarm answerAlarm;

    public ReferencesProcessor(Table table, Partitions partitions, Grace grace) {
        this.table = table;
        this.partitions = partitions;
        this.grace = grace;
    }

    @Override
    public void init(ProcessorContext<byte[], Message> context) {
        this.context = context;
        books = new Books(LedgerStores.tally(table, context));
        known = KnownRows.of(table, context);
        askers = new Askers(table, context);
        deadlines = new Deadlines();
        unanswered = new ArrayList<>();
        deadlineAlarm = new Alarm(context, DEADLINE_CHECK, this::report);
        answerAlarm = new Alarm(context, GATHERING, this::answerUnanswered);
        askers.forEach(this::recall);
        armAlarms();
    }

    @Override
    public void process(Record<byte[], Message> record) {
        if (record.value() instanceof Questions questions) {
            answer(questions, record.timestamp());
        } else if (record.value() instanceof Known rows) {
            learn(rows);
        }
        if (unanswered.size() >= MAX_UNANSWERED) {
            answerUnanswered();
        }
        armAlarms();
    }

    /** All answers go to the partition that the questions came from. */
    private void answer(Questions questions, long timestamp) {
        List<Answer> answers = new ArrayList<>(questions.all().size());
        for (Question question : questions.all()) {
            Optional<Answer> answer = known.answer(questions.child(), question);
            if (answer.isPresent()) {
                answers.add(answer.get());
            } else {
                boolean twin = known.isTwin(questions.child(), question);
                keep(new Asker(
                        questions.child(), question, twin, grace.deadline(context.currentSystemTimeMs()), false));
            }
        }
        books.open();
        books.addReceived(questions.all().size());
        books.addSent(answers.size());
        books.close();
        if (!answers.isEmpty()) {
            Message batch = questions.answered(answers);
            context.forward(new Record<>(NO_KEY, batch, timestamp));
        }
    }

    private void keep(Asker asker) {
        byte[] key = asker.key();
        askers.put(key, asker);
        deadlines.add(asker.deadline(), key);
    }

    /** Askers of a row that was known before are unanswered already. */
    private void learn(Known rows) {
        int before = unanswered.size();
        for (Known.Row row : rows.rows()) {
            if (askers.any() && !known.contains(row.id())) {
                askers.about(row.id()).forEach(asker -> unanswered.add(new Answerable(asker, row.days())));
            }
            known.put(row);
        }
        if (unanswered.size() > before) {
            books.open();
            books.addSent(unanswered.size() - before);
            books.close();
        }
    }

    private void answerUnanswered() {
        AnswerBatches batches = new AnswerBatches(partitions, context.taskId().partition(), this::send);
        for (Answerable answerable : unanswered) {
            batches.addPresent(answerable);
            askers.remove(answerable.asker());
        }
        batches.sendAll();
        unanswered.clear();
    }

    /** Tells those whose grace period is over. They stay, and are answered when the row comes after all. */
    private void report() {
        long now = grace.isOver() ? Long.MAX_VALUE : context.currentSystemTimeMs();
        AnswerBatches batches = new AnswerBatches(partitions, context.taskId().partition(), this::send);
        int reported = 0;
        for (byte[] key : deadlines.takeDue(now, MAX_REPORTED_AT_ONCE)) {
            Optional<Asker> due = askers.find(key).filter(asker -> isDue(asker, now));
            if (due.isPresent()) {
                askers.markReported(key, due.get());
                batches.addMissing(due.get());
                reported++;
            }
        }
        batches.sendAll();
        if (reported > 0) {
            books.open();
            books.addSent(reported);
            books.close();
        }
        armAlarms();
    }

    /** A newer version may have asked since, and be due later; or the row is known and the answer about to go. */
    private boolean isDue(Asker asker, long now) {
        return !asker.reported()
                && asker.deadline() <= now
                && !known.contains(asker.question().parentId());
    }

    private void send(Answers batch) {
        long latest = batch.all().get(batch.all().size() - 1).version();
        context.forward(new Record<>(NO_KEY, (Message) batch, Versions.arrival(latest)));
    }

    private void recall(Asker asker) {
        Optional<Days> row = known.find(asker.question().parentId());
        if (row.isPresent()) {
            unanswered.add(new Answerable(asker, row.get()));
        } else if (!asker.reported()) {
            deadlines.add(asker.deadline(), asker.key());
        }
    }

    private void armAlarms() {
        if (!unanswered.isEmpty()) {
            answerAlarm.arm();
        }
        if (!deadlines.isEmpty()) {
            deadlineAlarm.arm();
        }
    }
}
