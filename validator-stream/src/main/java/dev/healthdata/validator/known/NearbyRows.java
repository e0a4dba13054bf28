package dev.healthdata.validator.known;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.message.Question;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * What the rows of a table refer to, as far as it lies in the same partition and so in the same task: that can be looked up
 * at once, where a question would take two commits.
 */
public final class NearbyRows {
    private static final int NOWHERE = -1;

    private final Table child;
    private final int partition;
    private final Partitions partitions;
    private final List<KnownRows> byReference;

    private NearbyRows(Table child, int partition, Partitions partitions, List<KnownRows> byReference) {
        this.child = child;
        this.partition = partition;
        this.partitions = partitions;
        this.byReference = byReference;
    }

    /** As if all rows lay elsewhere. */
    public static NearbyRows none(Table child, Partitions partitions) {
        return new NearbyRows(child, NOWHERE, partitions, List.of());
    }

    /** The stores of the tables that it refers to must be the processor's too. */
    public static NearbyRows of(Table child, Partitions partitions, ProcessingContext context) {
        List<KnownRows> byReference = child.references().stream()
                .map(Reference::table)
                .map(parent -> KnownRows.of(Tables.named(parent), context))
                .toList();
        return new NearbyRows(child, context.taskId().partition(), partitions, byReference);
    }

    /** Empty if the row that is asked about lies elsewhere, or is not known: then the question has to be sent. */
    public Optional<Answer> answer(Question question) {
        return partitions.of(question.parentId()) == partition
                ? byReference.get(question.reference()).answer(child.name(), question)
                : Optional.empty();
    }
}
