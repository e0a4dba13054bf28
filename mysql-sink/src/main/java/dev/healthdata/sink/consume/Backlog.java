package dev.healthdata.sink.consume;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How far behind all writers of this process are, by table. Children are read when their parents are nearly caught up
 * with: otherwise, after an outage or at a first load, most of them would have to be held in memory.
 */
public final class Backlog {
    /** Records that parents may be behind while their children are read. */
    private static final long NEARLY = 500;

    private static final Map<Table, Set<Table>> ANCESTORS =
            Tables.all().stream().collect(Collectors.toUnmodifiableMap(table -> table, Backlog::ancestors));

    private final Map<Table, Map<Object, Long>> lagByWriter = new ConcurrentHashMap<>();

    /** @param lag records not yet polled; of a lag that is not known say {@link Long#MAX_VALUE} */
    void report(Object writer, Table table, long lag) {
        lagByWriter.computeIfAbsent(table, each -> new ConcurrentHashMap<>()).put(writer, lag);
    }

    boolean mayRead(Table table) {
        return ANCESTORS.get(table).stream().allMatch(this::nearlyCaughtUp);
    }

    private boolean nearlyCaughtUp(Table table) {
        long lag = 0;
        for (long each : lagByWriter.getOrDefault(table, Map.of()).values()) {
            lag = each > Long.MAX_VALUE - lag ? Long.MAX_VALUE : lag + each;
        }
        return lag <= NEARLY;
    }

    private static Set<Table> ancestors(Table table) {
        Set<Table> ancestors = new HashSet<>();
        table.references().forEach(reference -> {
            Table parent = Tables.named(reference.table());
            ancestors.add(parent);
            ancestors.addAll(ancestors(parent));
        });
        return ancestors;
    }
}
