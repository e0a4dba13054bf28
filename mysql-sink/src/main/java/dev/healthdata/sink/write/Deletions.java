package dev.healthdata.sink.write;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Delete;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Deletes rows for good. A deletion is remembered and committed before the row goes, and every transaction that stores
 * rows looks afterwards whether one of them is deleted. Whichever of the two comes first, the other sees it: the deletion
 * waits for the lock on a row that is being stored, and what is stored after the deletion finds it remembered.
 */
final class Deletions {
    private final RowStatements rows;
    private final DeletedRows deleted;
    private final int chunk;

    Deletions(RowStatements rows, DeletedRows deleted, int chunk) {
        this.rows = rows;
        this.deleted = deleted;
        this.chunk = chunk;
    }

    /** To be committed before anything newer of these rows is stored. */
    void remember(Connection connection, List<Delete> deletions) throws SQLException {
        for (List<Delete> some : Chunks.of(deletions, chunk)) {
            Table table = some.get(0).table();
            remember(connection, some, rows.versions(connection, table, ids(some)));
        }
    }

    /** Deletes rows that are remembered as deleted. Those that are still referred to are held, with the version they end. */
    Written delete(Connection connection, List<Delete> deletions) throws SQLException {
        Written written = new Written();
        for (List<Delete> some : Chunks.of(deletions, chunk)) {
            Table table = some.get(0).table();
            delete(connection, some, deleted.versions(connection, table, ids(some)), written);
        }
        return written;
    }

    /** Takes away, in the transaction that stored them, what was deleted before. */
    void undo(Connection connection, Table table, List<Upsert> stored) throws SQLException {
        if (stored.isEmpty() || !deleted.any(connection, table)) {
            return;
        }
        Map<String, Long> ended = deleted.versions(
                connection, table, stored.stream().map(Upsert::id).toList());
        for (Upsert row : stored) {
            Long version = ended.get(row.id());
            if (version != null && row.version() <= version) {
                undo(connection, table, row.id(), version);
            }
        }
    }

    private void undo(Connection connection, Table table, String id, long version) throws SQLException {
        try {
            rows.delete(connection, table, Map.of(id, version));
        } catch (SQLException e) {
            if (!(SqlFailure.of(e) instanceof SqlFailure.Reference)) {
                throw e;
            }
            // It was there before and is still referred to: its deletion is held elsewhere.
        }
    }

    /** An id that is too long for its column, or no text, is the id of no row. */
    private void remember(Connection connection, List<Delete> some, Map<String, Long> versions) throws SQLException {
        try {
            deleted.remember(connection, some, versions);
        } catch (SQLException e) {
            if (!RowWriter.concernsRows(SqlFailure.of(e))) {
                throw e;
            }
            if (some.size() > 1) {
                int half = some.size() / 2;
                remember(connection, some.subList(0, half), versions);
                remember(connection, some.subList(half, some.size()), versions);
            }
        }
    }

    private void delete(Connection connection, List<Delete> some, Map<String, Long> versions, Written written)
            throws SQLException {
        Map<String, Long> ended = some.stream()
                .map(Delete::id)
                .filter(versions::containsKey)
                .collect(Collectors.toMap(id -> id, versions::get, Math::max, TreeMap::new));
        try {
            if (!ended.isEmpty()) {
                rows.delete(connection, some.get(0).table(), ended);
            }
            written.store(some.size());
        } catch (SQLException e) {
            if (!(SqlFailure.of(e) instanceof SqlFailure.Reference)) {
                throw e;
            }
            if (some.size() == 1) {
                Delete referredTo = some.get(0);
                Delete held = referredTo.notBefore(ended.get(referredTo.id()));
                written.held().add(new Written.Held(held, Optional.empty()));
                return;
            }
            int half = some.size() / 2;
            delete(connection, some.subList(0, half), versions, written);
            delete(connection, some.subList(half, some.size()), versions, written);
        }
    }

    private static List<String> ids(List<Delete> deletions) {
        List<String> ids = new ArrayList<>();
        deletions.forEach(deletion -> ids.add(deletion.id()));
        return ids;
    }
}
