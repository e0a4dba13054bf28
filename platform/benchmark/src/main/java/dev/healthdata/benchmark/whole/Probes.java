package dev.healthdata.benchmark.whole;

import dev.healthdata.records.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** When the probes of one feed were clean and stored. Times are of {@link System#nanoTime}; 0 for not yet. */
final class Probes {
    private final FeedRows rows;
    private final long[] numbers;
    private final long[] clean;
    private final TopicPartition[] partitions;
    private final long[] offsets;
    private final long[] stored;
    private final Map<Table, Integer> firstNotStored = new HashMap<>();

    private int notClean;
    private int notStored;

    Probes(FeedRows rows) {
        this.rows = rows;
        this.numbers = rows.probes();
        int count = numbers.length;
        this.clean = new long[count];
        this.partitions = new TopicPartition[count];
        this.offsets = new long[count];
        this.stored = new long[count];
        this.notClean = count;
        this.notStored = count;
    }

    int count() {
        return stored.length;
    }

    /** The number of a probe's row. */
    long row(int probe) {
        return numbers[probe];
    }

    synchronized void clean(String id, TopicPartition partition, long offset, long nanos) {
        int probe = probe(id);
        if (clean[probe] == 0) {
            clean[probe] = nanos;
            partitions[probe] = partition;
            offsets[probe] = offset;
            notClean--;
        }
    }

    synchronized void stored(String id, long nanos) {
        int probe = probe(id);
        if (stored[probe] == 0) {
            stored[probe] = nanos;
            notStored--;
        }
    }

    /** The id that the first probe of a table that is not stored has; beyond the last if all are. */
    synchronized String firstNotStored(Table table) {
        int probe = firstNotStored.getOrDefault(table, 0);
        while (probe < stored.length
                && (stored[probe] != 0 || !rows.table(row(probe)).equals(table))) {
            probe++;
        }
        firstNotStored.put(table, probe);
        return probe < stored.length ? rows.id(row(probe)) : rows.probesEnd();
    }

    synchronized boolean allStored() {
        return notStored == 0;
    }

    synchronized boolean allClean() {
        return notClean == 0;
    }

    synchronized long cleanAt(int probe) {
        return clean[probe];
    }

    synchronized long storedAt(int probe) {
        return stored[probe];
    }

    synchronized TopicPartition partition(int probe) {
        return partitions[probe];
    }

    synchronized long offset(int probe) {
        return offsets[probe];
    }

    synchronized String progress() {
        return "of " + stored.length + " rows that are looked for, " + notClean + " are not clean and " + notStored
                + " not stored";
    }

    private int probe(String id) {
        return Arrays.binarySearch(numbers, rows.probe(id));
    }
}
