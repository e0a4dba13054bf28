package dev.healthdata.validator.reference;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.ledger.Retention;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Answers;
import dev.healthdata.validator.message.Message.Known;
import dev.healthdata.validator.message.Message.Questions;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.message.Question;
import dev.healthdata.validator.store.LedgerStores;
import dev.healthdata.validator.store.StoredTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Doctors, as visits ask about them, in a task that ends at any moment after a commit, and begins again with what it has stored. */
final class DoctorsTask implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Table DOCTORS = Tables.named("doctors");
    private static final byte[] NO_KEY = {};

    private final StoredTask task;
    private final MockProcessorContext<byte[], Message> context;
    private final List<Answer> answers = new ArrayList<>();
    private final Retention retention;
    private Grace grace;
    private ReferencesProcessor processor;
    private long answered;
    private Instant now = START;
    private long version;

    DoctorsTask(Path directory, Duration grace) {
        this(directory, grace, Retention.UNLIMITED);
    }

    DoctorsTask(Path directory, Duration grace, Retention retention) {
        this.retention = retention;
        task = new StoredTask(DOCTORS, directory);
        context = task.context();
        start(grace);
    }

    /** Again, with nothing but what was stored. */
    void start() {
        start(grace);
    }

    void start(Duration period) {
        start(new Grace(period));
    }

    private void start(Grace from) {
        grace = from;
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        task.begin();
        processor = new ReferencesProcessor(DOCTORS, new Partitions(1), grace, retention);
        processor.init(context);
    }

    Grace grace() {
        return grace;
    }

    void ask(String visit, String doctor) {
        ++version;
        askAgain(visit, doctor);
    }

    /** The same version of the row that asked last. */
    void askAgain(String visit, String doctor) {
        process(new Questions("doctors", 0, "visits", 0, List.of(new Question(visit, version, 1, doctor, ""))));
    }

    void learn(String doctor) {
        process(new Known(List.of(new Known.Row(doctor, ++version, Days.NONE))));
    }

    /** What is due is done once. */
    void pass(Duration duration) {
        now = now.plus(duration);
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        task.punctuate(now.toEpochMilli());
        take();
    }

    /** So much that nothing more is said. */
    void settle() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(1));
        }
    }

    /** Who was told that the doctor is there, since the last call. */
    List<String> present() {
        return told(true);
    }

    /** Who was told that the grace period is over, since the last call. */
    List<String> missing() {
        return told(false);
    }

    /** Answers that were sent. */
    long answered() {
        return answered;
    }

    /** Answers that the books say were sent. */
    long counted() {
        KeyValueStore<String, byte[]> tally = LedgerStores.tally(DOCTORS, context);
        return Tally.decode(tally.get(Tally.KEY)).sent();
    }

    @Override
    public void close() {
        task.close();
    }

    private void process(Message message) {
        processor.process(new Record<>(NO_KEY, message, now.toEpochMilli()));
        take();
    }

    private void take() {
        context.forwarded()
                .forEach(each -> answers.addAll(((Answers) each.record().value()).all()));
        answered += context.forwarded().stream()
                .mapToLong(each -> ((Answers) each.record().value()).all().size())
                .sum();
        context.resetForwards();
    }

    private List<String> told(boolean present) {
        List<String> told = answers.stream()
                .filter(answer -> answer.present() == present)
                .map(Answer::childId)
                .toList();
        answers.removeIf(answer -> answer.present() == present);
        return told;
    }
}
