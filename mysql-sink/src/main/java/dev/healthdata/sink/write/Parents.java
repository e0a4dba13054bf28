package dev.healthdata.sink.write;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.RowStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells rows whose parents are stored from those that must wait. */
final class Parents {
    private final RowStatements statements;

    Parents(RowStatements statements) {
        this.statements = statements;
    }

    /** Rows of one table, divided. */
    record Divided(List<Upsert> present, List<Written.Held> missing) {}

    Divided divide(Connection connection, List<Upsert> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new Divided(List.of(), List.of());
        }
        Table table = rows.get(0).table();
        List<Upsert> present = rows;
        List<Written.Held> missing = new ArrayList<>();
        for (Reference reference : table.references()) {
            Table parents = Tables.named(reference.table());
            Set<String> ids = present.stream()
                    .map(row -> id(row, reference))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            Set<String> stored = statements.present(connection, parents, ids);
            List<Upsert> whole = new ArrayList<>();
            for (Upsert row : present) {
                String id = id(row, reference);
                if (id == null || stored.contains(id)) {
                    whole.add(row);
                } else {
                    missing.add(new Written.Held(row, Optional.of(new Parent(parents, id, column(table, reference)))));
                }
            }
            present = whole;
        }
        return new Divided(present, missing);
    }

    private static String id(Upsert row, Reference reference) {
        return (String) row.values().get(reference.index());
    }

    private static String column(Table table, Reference reference) {
        return table.columns().get(reference.index()).name();
    }
}
