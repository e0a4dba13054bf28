package dev.healthdata.validator.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of askers by when they are due. It may hold those who were answered since: whoever takes them looks them up. Not
 * stored: the askers are, with their deadlines. It holds only so many, and knows when the first of the others is due.
 */
final class Deadlines {
    private static final long BUCKET_MILLIS = 100;

    /** About 110 bytes each, in each task of a table that others refer to. */
    private static final int MAX_HELD = 20_000;

    private final TreeMap<Long, List<byte[]>> byBucket = new TreeMap<>();
    private int held;
    private long leftOut = Long.MAX_VALUE;

    void add(long deadline, byte[] key) {
        if (held == MAX_HELD) {
            leftOut = Math.min(leftOut, deadline);
            return;
        }
        held++;
        byBucket.computeIfAbsent(-Math.floorDiv(-deadline, BUCKET_MILLIS), bucket -> new ArrayList<>())
                .add(key);
    }

    boolean isEmpty() {
        return byBucket.isEmpty() && !leftAnyOut();
    }

    /** Takes those whose deadline is before now, and at least one bucket of them even if it is above the limit. */
    List<byte[]> takeDue(long now, int limit) {
        List<byte[]> due = new ArrayList<>();
        while (due.size() < limit && !byBucket.isEmpty() && byBucket.firstKey() <= now / BUCKET_MILLIS) {
            Map.Entry<Long, List<byte[]>> first = byBucket.pollFirstEntry();
            due.addAll(first.getValue());
        }
        held -= due.size();
        return due;
    }

    /** Whether one is due that is not held: then all askers have to be gone through. */
    boolean isAnyDueThatWasLeftOut(long now) {
        return leftAnyOut() && leftOut <= now;
    }

    void clear() {
        byBucket.clear();
        held = 0;
        leftOut = Long.MAX_VALUE;
    }

    private boolean leftAnyOut() {
        return leftOut != Long.MAX_VALUE;
    }
}
