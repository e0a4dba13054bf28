package dev.healthdata.analytics.stage;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** How often each of several things is there. What is there no more is left out. */
final class Counts<K extends Comparable<K>> {
    /** Ordered, so that equal counts are equal bytes. */
    private final Map<K, Integer> counts = new TreeMap<>();

    boolean isEmpty() {
        return counts.isEmpty();
    }

    Map<K, Integer> asMap() {
        return counts;
    }

    void put(K key, int count) {
        counts.put(key, count);
    }

    void add(K key, int change) {
        counts.merge(key, change, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
    }

    /**
     * Adds all changes, and tells which things came or went.
     *
     * @param appeared hears 1 for each thing that was not there before, -1 for each that is there no more
     * @throws IllegalStateException if there would be less than none of something: an earlier change was lost
     */
    void addAll(Counts<K> changes, ObjIntConsumer<K> appeared) {
        changes.counts.forEach((key, change) -> {
            int before = counts.getOrDefault(key, 0);
            int after = Math.addExact(before, change);
            if (after < 0) {
                throw new IllegalStateException("a count fell below zero: state and input do not fit together");
            }
            if (after == 0) {
                counts.remove(key);
            } else {
                counts.put(key, after);
            }
            if (before == 0 || after == 0) {
                appeared.accept(key, before == 0 ? 1 : -1);
            }
        });
    }
}
