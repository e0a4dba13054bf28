package dev.healthdata.sink.sql;

import java.util.List;
import java.util.stream.IntStream;

/** Parts of a list, in order, each small enough for one statement. */
public final class Chunks {
    private Chunks() {}

    public static <T> List<List<T>> of(List<T> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)))
                .toList();
    }
}
