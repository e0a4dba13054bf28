package dev.healthdata.validator.ledger;

import dev.healthdata.records.table.Table;
import dev.healthdata.validator.message.Message.Questions;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.message.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions that were not sent yet, so that many can go in one record. It need not be stored: the rows that ask are, and a
 * mark tells up to which version they have asked.
 */
final class Unasked {
    /** Of one record, which must not grow beyond what a broker takes, however many rows wait when a task begins. */
    private static final int MAX_QUESTIONS = 1_000;

    private final Table child;
    private final int childPartition;
    private final Partitions partitions;
    private final Map<String, List<Question>> byChild = new LinkedHashMap<>();
    private int size;

    Unasked(Table child, int childPartition, Partitions partitions) {
        this.child = child;
        this.childPartition = childPartition;
        this.partitions = partitions;
    }

    /**
     * Takes the questions of a row; an older version's, if they were not sent yet, need not be asked any more.
     *
     * @return by how many there are more now
     */
    int put(String childId, List<Question> questions) {
        List<Question> older = questions.isEmpty() ? byChild.remove(childId) : byChild.put(childId, questions);
        int more = questions.size() - (older == null ? 0 : older.size());
        size += more;
        return more;
    }

    int size() {
        return size;
    }

    /** All of them, in batches for the partitions that are asked. */
    List<Questions> takeAll() {
        List<Questions> batches = new ArrayList<>();
        Map<Target, List<Question>> byTarget = new LinkedHashMap<>();
        for (List<Question> questions : byChild.values()) {
            for (Question question : questions) {
                String parent = child.references().get(question.reference()).table();
                Target target = new Target(parent, partitions.of(question.parentId()));
                List<Question> batch = byTarget.computeIfAbsent(target, to -> new ArrayList<>());
                batch.add(question);
                if (batch.size() == MAX_QUESTIONS) {
                    batches.add(batch(target, byTarget.remove(target)));
                }
            }
        }
        byChild.clear();
        size = 0;
        byTarget.forEach((target, questions) -> batches.add(batch(target, questions)));
        return batches;
    }

    private Questions batch(Target target, List<Question> questions) {
        return new Questions(target.table(), target.partition(), child.name(), childPartition, questions);
    }

    private record Target(String table, int partition) {}
}
