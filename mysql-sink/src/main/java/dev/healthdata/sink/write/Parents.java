package dev.healthdata.sink.write;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.KeyOrder;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.RowStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells rows whose parents are stored from those that must wait, and locks the parents. To check a foreign key the server
 * locks the parent's row anyway, but in the order of the children. Another transaction that changes these parents takes
 * them in the order of their keys, and so each could hold what the other waits for. Here they are taken before any child is
 * written, table by table as they depend on each other, and each in the order of its keys: as everybody does.
 */
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
        for (Reference reference : parentsFirst(table)) {
            Table parents = Tables.named(reference.table());
            Set<String> stored = statements.lockPresent(connection, parents, ids(present, reference));
            List<Upsert> whole = new ArrayList<>(present.size());
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

    /** In the order in which the tables are written. */
    private static List<Reference> parentsFirst(Table table) {
        return table.references().stream()
                .sorted(Comparator.comparingInt(reference -> Tables.all().indexOf(Tables.named(reference.table()))))
                .toList();
    }

    private static SortedSet<String> ids(List<Upsert> rows, Reference reference) {
        SortedSet<String> ids = new TreeSet<>(KeyOrder.OF_IDS);
        for (Upsert row : rows) {
            String id = id(row, reference);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    static String id(Upsert row, Reference reference) {
        return (String) row.values().get(reference.index());
    }

    private static String column(Table table, Reference reference) {
        return table.columns().get(reference.index()).name();
    }
}
