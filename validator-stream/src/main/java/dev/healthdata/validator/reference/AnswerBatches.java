package dev.healthdata.validator.reference;

import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Message.Answers;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.message.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Puts answers together that go to the same partition. */
final class AnswerBatches {
    private static final int MAX_ANSWERS = 1_000;

    private final Partitions partitions;
    private final int from;
    private final Consumer<Answers> sender;
    private final Map<Target, List<Answer>> byTarget = new LinkedHashMap<>();

    /** @param from the partition of the table that answers */
    AnswerBatches(Partitions partitions, int from, Consumer<Answers> sender) {
        this.partitions = partitions;
        this.from = from;
        this.sender = sender;
    }

    /** @param days of the row that it asked about */
    void addPresent(Asker asker, Days days) {
        add(asker, true, days);
    }

    void addMissing(Asker asker) {
        add(asker, false, Days.NONE);
    }

    private void add(Asker asker, boolean present, Days days) {
        Question question = asker.question();
        Target target = new Target(asker.child(), partitions.of(question.childId()));
        List<Answer> answers = byTarget.computeIfAbsent(target, to -> new ArrayList<>());
        answers.add(new Answer(
                question.childId(), question.version(), question.reference(), present, days, present && asker.twin()));
        if (answers.size() >= MAX_ANSWERS) {
            send(target, answers);
            byTarget.remove(target);
        }
    }

    void sendAll() {
        byTarget.forEach(this::send);
        byTarget.clear();
    }

    private void send(Target target, List<Answer> answers) {
        sender.accept(new Answers(target.table(), target.partition(), from, answers));
    }

    private record Target(String table, int partition) {}
}
