package dev.healthdata.sink.write;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.sql.RowStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells rows that others refer to. To try to delete a thousand of them and to take the statement apart until each has failed
 * by itself would be two thousand statements, and again each time that they are tried.
 */
final class Referrers {
    private final RowStatements statements;

    Referrers(RowStatements statements) {
        this.statements = statements;
    }

    /**
     * Which rows cannot be deleted as yet.
     *
     * @param ended versions by id; a row that is newer is not to be deleted
     */
    Set<String> keep(Connection connection, Table table, Map<String, Long> ended) throws SQLException {
        Set<String> referredTo = new HashSet<>();
        for (Table child : Tables.all()) {
            for (Reference reference : child.references()) {
                if (reference.leadsTo(table)) {
                    referredTo.addAll(statements.referredTo(connection, child, reference.column(), ended.keySet()));
                }
            }
        }
        Map<String, Long> stored = statements.versions(connection, table, referredTo);
        referredTo.removeIf(id -> stored.getOrDefault(id, Long.MAX_VALUE) > ended.get(id));
        return referredTo;
    }
}
