package dev.healthdata.records.catalog;

import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables there are. */
public final class Tables {
    private static final List<Table> ALL = parentsFirst(
            List.of(Table.of(Patient.class), Table.of(Doctor.class), Table.of(Visit.class), Table.of(LabReport.class)));
    private static final Map<String, Table> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Table::name, Function.identity()));

    private Tables() {}

    /** Each table after those that it refers to. */
    public static List<Table> all() {
        return ALL;
    }

    public static Optional<Table> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public static Table named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }

    /** The tables with a reference to this one, parents first. */
    public static List<Table> referringTo(Table parent) {
        return ALL.stream()
                .filter(table -> table.references().stream().anyMatch(reference -> reference.leadsTo(parent)))
                .toList();
    }

    private static List<Table> parentsFirst(List<Table> tables) {
        List<Table> ordered = new ArrayList<>();
        while (ordered.size() < tables.size()) {
            List<String> placed = ordered.stream().map(Table::name).toList();
            List<Table> next = tables.stream()
                    .filter(table -> !ordered.contains(table))
                    .filter(table -> table.references().stream().allMatch(to -> placed.contains(to.table())))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("references go round in a circle, or to a table that is not listed");
            }
            ordered.addAll(next);
        }
        return List.copyOf(ordered);
    }
}
