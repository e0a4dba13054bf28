package dev.healthdata.producer.mapping;

import dev.healthdata.producer.csv.Layout;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file whose columns become those of a table by a mapping. */
final class MappedLayout implements Layout {
    private final TableMapping mapping;
    private final Lookups lookups;
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();

    MappedLayout(TableMapping mapping, Lookups lookups) {
        this.mapping = mapping;
        this.lookups = lookups;
        this.columns = mapping.columns();
        columns.forEach(column -> places.put(column, places.size()));
    }

    @Override
    public Table table() {
        return mapping.table();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<List<String>> row(List<String> read) {
        SourceRow row = new SourceRow(places, read);
        for (Condition condition : mapping.conditions()) {
            if (!condition.isMetBy(row)) {
                return Optional.empty();
            }
        }
        List<String> values = new ArrayList<>(mapping.values().size());
        for (Expression expression : mapping.values()) {
            values.add(expression.value(row, lookups));
        }
        return Optional.of(values);
    }

    @Override
    public boolean isSelective() {
        return true;
    }
}
