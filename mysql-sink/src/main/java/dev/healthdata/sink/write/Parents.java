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
import java.util.Set;
import java.util.stream.Collectors;

/** Tells rows whose parents are stored from those that must wait. */
final class Parents {
    private final RowStatements statements;

    Parents(RowStatements statements) {
        this.statements = statements;
    }

    /** Rows of one table, divided. */
    record Divided(List<Upsert> present, List<Upsert> missing) {}

    Divided divide(Connection connection, List<Upsert> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new Divided(List.of(), List.of());
        }
        Table table = rows.get(0).table();
        List<Upsert> present = rows;
        List<Upsert> missing = new ArrayList<>();
        for (Reference reference : table.references()) {
            Set<String> ids = present.stream()
                    .map(row -> (String) row.values().get(reference.index()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            Set<String> stored = statements.present(connection, Tables.named(reference.table()), ids);
            var byPresence = present.stream().collect(Collectors.partitioningBy(row -> {
                Object id = row.values().get(reference.index());
                return id == null || stored.contains(id);
            }));
            present = byPresence.get(true);
            missing.addAll(byPresence.get(false));
        }
        return new Divided(present, missing);
    }
}
