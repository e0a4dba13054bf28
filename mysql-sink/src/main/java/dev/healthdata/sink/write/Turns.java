package dev.healthdata.sink.write;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Delete;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Whose turn it is of the deletions that the database refused. To tell a thousand of them from others takes two thousand
 * statements, and would do so each time that they are tried, which is with every batch. So a part of them is tried, those
 * first that were not for the longest.
 */
final class Turns {
    static final int AT_ONCE = 100;

    private record Row(Table table, String id) {
        static Row of(Delete deletion) {
            return new Row(deletion.table(), deletion.id());
        }
    }

    private final Map<Row, Long> tried = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** The ids of those deletions, of one table, whose turn it is not. */
    Set<String> notYet(List<Delete> deletions) {
        Map<String, Long> refused = new HashMap<>();
        for (Delete deletion : deletions) {
            Long when = tried.get(Row.of(deletion));
            if (when != null) {
                refused.put(deletion.id(), when);
            }
        }
        return refused.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .skip(AT_ONCE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    void refused(Delete deletion) {
        tried.put(Row.of(deletion), last.incrementAndGet());
    }

    void done(List<Delete> deletions) {
        deletions.forEach(deletion -> tried.remove(Row.of(deletion)));
    }
}
