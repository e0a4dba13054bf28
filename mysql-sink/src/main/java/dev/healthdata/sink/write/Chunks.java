package dev.healthdata.sink.write;

import java.util.List;
import java.util.stream.IntStream;

/** Parts of a list, in order, each small enough for one statement. */
final class Chunks {
    private Chunks() {}

    static <T> List<List<T>> of(List<T> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)))
                .toList();
    }
}
