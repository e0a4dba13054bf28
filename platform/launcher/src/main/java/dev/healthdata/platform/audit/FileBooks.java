package dev.healthdata.platform.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fates of raw records by the file that they came from. */
final class FileBooks {
    private static final String NO_FILE = "(no file)";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Map<Fate, Long>> counts = new TreeMap<>();

    int number(String file) {
        return numbers.computeIfAbsent(file, name -> {
            names.add(name);
            return names.size() - 1;
        });
    }

    /** @param number -1 for a record without a file */
    String name(int number) {
        return number < 0 ? NO_FILE : names.get(number);
    }

    void count(int number, Fate fate) {
        counts.computeIfAbsent(name(number), file -> new EnumMap<>(Fate.class)).merge(fate, 1L, Long::sum);
    }

    void addAll(FileBooks others) {
        others.counts.forEach((file, fates) -> {
            Map<Fate, Long> sums = counts.computeIfAbsent(file, name -> new EnumMap<>(Fate.class));
            fates.forEach((fate, count) -> sums.merge(fate, count, Long::sum));
        });
    }

    /** By the files' names. */
    Map<String, TableBooks> books() {
        Map<String, TableBooks> books = new TreeMap<>();
        counts.forEach((file, count) -> books.put(file, TableBooks.of(count)));
        return books;
    }
}
