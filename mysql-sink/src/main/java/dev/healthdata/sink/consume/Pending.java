package dev.healthdata.sink.consume;

import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.CleanReader.Read;
import dev.healthdata.sink.change.CleanReader.Read.Unreadable;
import dev.healthdata.sink.change.Origin;
import dev.healthdata.sink.change.Upsert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** What was polled and is not written yet: the batch at hand, and the rows that are held for their parents. */
final class Pending {
    private final Changes batch = new Changes();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final Map<TopicPartition, Long> batchStart = new HashMap<>();
    private final Changes held = new Changes();
    private int records;

    void add(Read read) {
        Origin origin = origin(read);
        batchStart.merge(origin.partition(), origin.offset(), Math::min);
        records++;
        if (read instanceof Read.Changes changes) {
            batch.add(changes.change());
        } else {
            unreadable.add((Unreadable) read);
        }
    }

    /** Records of the batch at hand, superseded ones included. */
    int records() {
        return records;
    }

    int held() {
        return held.size();
    }

    /** The rows that are held. */
    Collection<Change> heldChanges() {
        return held.stream().toList();
    }

    List<Unreadable> unreadable() {
        return List.copyOf(unreadable);
    }

    /** The batch together with the rows that are held, of each row the newest. */
    Changes changes() {
        Changes all = new Changes();
        held.stream().forEach(all::add);
        batch.stream().forEach(all::add);
        return all;
    }

    /** The batch is written except for these. */
    void written(Collection<Change> nowHeld) {
        clearBatch();
        held.removeIf(change -> true);
        held.addAll(nowHeld);
    }

    /** By partition the lowest offset that is not written, where there is one: a restart must read from there. */
    Map<TopicPartition, Long> firstOffsets() {
        Map<TopicPartition, Long> first = new HashMap<>(batchStart);
        held.stream()
                .flatMap(Pending::origins)
                .forEach(origin -> first.merge(origin.partition(), origin.offset(), Math::min));
        return first;
    }

    /** A deletion before the row that waits may wait too, for other rows than that. */
    private static Stream<Origin> origins(Change change) {
        return change instanceof Upsert row
                ? Stream.concat(Stream.of(row.origin()), row.deletion().map(Change::origin).stream())
                : Stream.of(change.origin());
    }

    Map<TopicPartition, Long> heldByPartition() {
        return held.stream()
                .collect(Collectors.groupingBy(change -> change.origin().partition(), Collectors.counting()));
    }

    /** Forgets what was read from partitions that are somebody else's now. */
    void forget(Collection<TopicPartition> partitions) {
        batch.removeIf(change -> partitions.contains(change.origin().partition()));
        held.removeIf(change -> partitions.contains(change.origin().partition()));
        unreadable.removeIf(record -> partitions.contains(record.origin().partition()));
        batchStart.keySet().removeAll(partitions);
    }

    private void clearBatch() {
        batch.removeIf(change -> true);
        unreadable.clear();
        batchStart.clear();
        records = 0;
    }

    private static Origin origin(Read read) {
        return read instanceof Read.Changes changes ? changes.change().origin() : ((Unreadable) read).origin();
    }
}
