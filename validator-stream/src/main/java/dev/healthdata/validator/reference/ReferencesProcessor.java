package dev.healthdata.validator.reference;

import dev.healthdata.records.ledger.Versions;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.known.KnownRows;
import dev.healthdata.validator.ledger.Books;
import dev.healthdata.validator.ledger.Retention;
import dev.healthdata.validator.message.Answer;
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
    private static final byte[] NO_KEY = {};

    private final Table table;
    private final Partitions partitions;
    private final Grace grace;
    private final Retention retention;
    private ProcessorContext<byte[], Message> context;
    private Books books;
    private KnownRows known;
    private Askers askers;
    private DeadlineWatch deadlines;
    private Alarm deadlineAlarm;
    private Alarm retentionAlarm;
    private Unanswered unanswered;
    private Alarm answerAlarm;

    public ReferencesProcessor(Table table, Partitions partitions, Grace grace, Retention retention) {
        this.table = table;
        this.partitions = partitions;
        this.grace = grace;
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<byte[], Message> context) {
        this.context = context;
        books = new Books(LedgerStores.tally(table, context));
        known = KnownRows.of(table, context);
        askers = new Askers(table, context);
        deadlines = new DeadlineWatch(askers, known, grace, retention);
        unanswered = new Unanswered(askers);
        deadlineAlarm = new Alarm(context, DEADLINE_CHECK, this::report);
        retentionAlarm = new Alarm(context, retention.check(), this::forget);
        answerAlarm = new Alarm(context, GATHERING, this::answerUnanswered);
        if (retention.isLimited()) {
            retentionAlarm.arm();
        }
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
                long deadline = grace.deadline(context.currentSystemTimeMs());
                keep(new Asker(questions.child(), question, twin, deadline, false));
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

    /** A row asks again when its task begins again, which does not make it wait for longer. */
    private void keep(Asker asker) {
        byte[] key = asker.key();
        boolean mayAskAgain = askers.anyAbout(asker.question().parentId());
        Asker kept = mayAskAgain
                ? askers.find(key)
                        .filter(asker::isStill)
                        .map(asker::withinGraceOf)
                        .orElse(asker)
                : asker;
        askers.put(key, kept);
        deadlines.add(key, kept);
    }

    /** Askers of a row that was known before are unanswered already. */
    private void learn(Known rows) {
        int more = 0;
        for (Known.Row row : rows.rows()) {
            if (askers.anyAbout(row.id()) && !known.contains(row.id())) {
                more += unanswered.add(row.id());
            }
            known.put(row);
        }
        if (more > 0) {
            books.open();
            books.addSent(more);
            books.close();
        }
    }

    private void answerUnanswered() {
        AnswerBatches batches = new AnswerBatches(partitions, context.taskId().partition(), this::send);
        for (Asker asker : unanswered.take(MAX_UNANSWERED)) {
            batches.addPresent(asker, known.find(asker.question().parentId()).orElseThrow());
            askers.remove(asker);
        }
        batches.sendAll();
        armAlarms();
    }

    private void report() {
        AnswerBatches batches = new AnswerBatches(partitions, context.taskId().partition(), this::send);
        int reported = deadlines.report(context.currentSystemTimeMs(), batches);
        batches.sendAll();
        if (reported > 0) {
            books.open();
            books.addSent(reported);
            books.close();
        }
        armAlarms();
    }

    /** Those who have asked for so long that their rows are given up. */
    private void forget() {
        if (askers.any()) {
            deadlines.goThroughAll();
        }
        retentionAlarm.arm();
        armAlarms();
    }

    private void send(Answers batch) {
        long latest = batch.all().get(batch.all().size() - 1).version();
        context.forward(new Record<>(NO_KEY, (Message) batch, Versions.arrival(latest)));
    }

    private void armAlarms() {
        if (!unanswered.isEmpty()) {
            answerAlarm.arm();
        }
        if (deadlines.hasAny()) {
            deadlineAlarm.arm();
        }
    }
}
