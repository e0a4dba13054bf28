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

    /** All of them, one batch for each partition that is asked. */
    List<Questions> takeAll() {
        Map<Target, List<Question>> byTarget = new LinkedHashMap<>();
        for (List<Question> questions : byChild.values()) {
            for (Question question : questions) {
                String parent = child.references().get(question.reference()).table();
                Target target = new Target(parent, partitions.of(question.parentId()));
                byTarget.computeIfAbsent(target, to -> new ArrayList<>()).add(question);
            }
        }
        byChild.clear();
        size = 0;
        List<Questions> batches = new ArrayList<>(byTarget.size());
        byTarget.forEach((target, questions) -> batches.add(
                new Questions(target.table(), target.partition(), child.name(), childPartition, questions)));
        return batches;
    }

    private record Target(String table, int partition) {}
}
