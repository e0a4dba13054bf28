package dev.healthdata.sink.change;

import dev.healthdata.records.table.Table;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Changes by table and id, of each row the one that counts. */
public final class Changes {
    private static final Comparator<Change> BY_KEY = Comparator.comparing(Change::id, KeyOrder.OF_IDS);

    private final Map<Table, Map<String, Change>> byTable = new HashMap<>();
    private int size;

    /** Adds a change that was read later than those that are here. */
    public void add(Change change) {
        Map<String, Change> rows = byTable.computeIfAbsent(change.table(), table -> new HashMap<>());
        int before = rows.size();
        rows.merge(change.id(), change, Change::orNewer);
        size += rows.size() - before;
    }

    public void addAll(Collection<? extends Change> changes) {
        changes.forEach(this::add);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** The rows of a table to be stored, sorted by primary key, so that writers lock rows in the same order. */
    public List<Upsert> upserts(Table table) {
        return byTable.getOrDefault(table, Map.of()).values().stream()
                .filter(Upsert.class::isInstance)
                .map(Upsert.class::cast)
                .sorted(BY_KEY)
                .toList();
    }

    /** The deletions in a table, also of rows that came anew after it, sorted by primary key. */
    public List<Delete> deletions(Table table) {
        return byTable.getOrDefault(table, Map.of()).values().stream()
                .flatMap(change ->
                        change instanceof Upsert upsert ? upsert.deletion().stream() : Stream.of((Delete) change))
                .sorted(BY_KEY)
                .toList();
    }

    public Stream<Change> stream() {
        return byTable.values().stream().flatMap(rows -> rows.values().stream());
    }

    public void removeIf(Predicate<Change> condition) {
        byTable.values().forEach(rows -> rows.values().removeIf(condition));
        size = byTable.values().stream().mapToInt(Map::size).sum();
    }

    /** The newest change to a row, or null. */
    public Change get(Table table, String id) {
        return byTable.getOrDefault(table, Map.of()).get(id);
    }
}
