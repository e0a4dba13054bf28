package dev.healthdata.sink.write;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The tables in groups: those without references first, then those that refer to them, and so on. Each group is a
 * transaction of its own. In one transaction for all, two writers could each hold new parents that the other's children
 * wait for, which is a deadlock; and between the groups the foreign keys hold, so nobody sees anything half done.
 */
final class Waves {
    /** Parents first. */
    static final List<List<Table>> ALL = waves();

    static final List<List<Table>> CHILDREN_FIRST = reversed(ALL);

    private Waves() {}

    private static List<List<Table>> waves() {
        List<List<Table>> waves = new ArrayList<>();
        for (Table table : Tables.all()) {
            int depth = depth(table);
            while (waves.size() <= depth) {
                waves.add(new ArrayList<>());
            }
            waves.get(depth).add(table);
        }
        return waves.stream().map(List::copyOf).toList();
    }

    private static List<List<Table>> reversed(List<List<Table>> waves) {
        List<List<Table>> reversed = new ArrayList<>(waves);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }

    private static int depth(Table table) {
        return table.references().stream()
                .map(Reference::table)
                .mapToInt(parent -> depth(Tables.named(parent)) + 1)
                .max()
                .orElse(0);
    }
}
