package dev.healthdata.validator.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of askers by when they are due. It holds what was asked within the grace period and may hold those who were
 * answered since: whoever takes them looks them up. Not stored: the askers are, with their deadlines.
 */
final class Deadlines {
    private static final long BUCKET_MILLIS = 100;

    private final TreeMap<Long, List<byte[]>> byBucket = new TreeMap<>();

    void add(long deadline, byte[] key) {
        byBucket.computeIfAbsent(-Math.floorDiv(-deadline, BUCKET_MILLIS), bucket -> new ArrayList<>())
                .add(key);
    }

    boolean isEmpty() {
        return byBucket.isEmpty();
    }

    /** Takes those whose deadline is before now, and at least one bucket of them even if it is above the limit. */
    List<byte[]> takeDue(long now, int limit) {
        List<byte[]> due = new ArrayList<>();
        while (due.size() < limit && !byBucket.isEmpty() && byBucket.firstKey() <= now / BUCKET_MILLIS) {
            Map.Entry<Long, List<byte[]>> first = byBucket.pollFirstEntry();
            due.addAll(first.getValue());
        }
        return due;
    }
}
