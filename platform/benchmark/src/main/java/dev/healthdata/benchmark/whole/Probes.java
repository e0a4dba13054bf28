package dev.healthdata.benchmark.whole;

import org.apache.kafka.common.TopicPartition;

/** When the probes of one feed were clean and stored. Times are of {@link System#nanoTime}; 0 for not yet. */
final class Probes {
    private final FeedRows rows;
    private final long[] clean;
    private final TopicPartition[] partitions;
    private final long[] offsets;
    private final long[] stored;

    private int notClean;
    private int notStored;
    private int firstNotStored;

    /** @param rowCount of the feed, probes and others */
    Probes(FeedRows rows, long rowCount) {
        this.rows = rows;
        int count = (int) ((rowCount + rows.probeEvery() - 1) / rows.probeEvery());
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
        return probe * rows.probeEvery();
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
        while (firstNotStored < stored.length && stored[firstNotStored] != 0) {
            firstNotStored++;
        }
    }

    /** The id that the first probe that is not stored has; beyond the last if all are. */
    synchronized String firstNotStored() {
        return rows.id(row(firstNotStored));
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
        return (int) (rows.probe(id) / rows.probeEvery());
    }
}
