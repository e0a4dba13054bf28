package dev.healthdata.sink.deadletter;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.write.Parent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The open dead letters of stage SINK, whichever process wrote them. One thread changes them, others may ask. */
public final class OpenLetters {
    private final Map<Table, Map<String, SinkLetter>> byTable = new ConcurrentHashMap<>();

    /** Whether the row is not stored because the database refused it, or a row that it refers to. */
    public boolean contains(Parent row) {
        return of(row.table()).containsKey(row.id());
    }

    /** By id. */
    Map<String, SinkLetter> of(Table table) {
        return byTable.computeIfAbsent(table, each -> new ConcurrentHashMap<>());
    }

    boolean isEmpty() {
        return byTable.values().stream().allMatch(Map::isEmpty);
    }
}
