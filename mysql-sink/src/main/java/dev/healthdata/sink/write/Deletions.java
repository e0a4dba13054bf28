package dev.healthdata.sink.write;

import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.Delete;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.Chunks;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.DeletedRows.Deleted;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Referrers referrers;
    private final Turns turns = new Turns();
    private final int chunk;

    Deletions(RowStatements rows, DeletedRows deleted, int chunk) {
        this.rows = rows;
        this.deleted = deleted;
        this.referrers = new Referrers(rows);
        this.chunk = chunk;
    }

    /** To be committed before anything newer of these rows is stored. */
    void remember(Connection connection, List<Delete> deletions) throws SQLException {
        List<Delete> possible =
                deletions.stream().filter(each -> Fields.isTrimmed(each.id())).toList();
        for (List<Delete> some : Chunks.of(possible, chunk)) {
            Table table = some.get(0).table();
            remember(connection, some, rows.versions(connection, table, ids(some)));
        }
    }

    /**
     * Deletes rows that are remembered as deleted. Those that are still referred to are held, with the version they end, and
     * so are those that the database refuses to delete, as a trigger may.
     */
    Written delete(Connection connection, List<Delete> deletions) throws SQLException {
        Written written = new Written();
        Map<String, Long> ended = new TreeMap<>();
        List<Delete> possible = new ArrayList<>();
        for (List<Delete> some : Chunks.of(deletions, chunk)) {
            Table table = some.get(0).table();
            Map<String, Long> versions = ended(some, deleted.of(connection, table, ids(some)));
            Set<String> waiting = referrers.keep(connection, table, versions);
            ended.putAll(versions);
            Map<Boolean, List<Delete>> divided =
                    some.stream().collect(Collectors.partitioningBy(each -> waiting.contains(each.id())));
            divided.get(true).forEach(each -> hold(each, ended, written));
            possible.addAll(divided.get(false));
        }
        // Not of those that wait for others: they would take the turns and never be tried.
        Set<String> notYet = turns.notYet(possible);
        Map<Boolean, List<Delete>> divided =
                possible.stream().collect(Collectors.partitioningBy(each -> notYet.contains(each.id())));
        divided.get(true).forEach(each -> hold(each, ended, written));
        for (List<Delete> some : Chunks.of(divided.get(false), chunk)) {
            delete(connection, some, ended, written);
        }
        return written;
    }

    /** Takes away, in the transaction that stored them, what was deleted before. */
    void undo(Connection connection, Table table, List<Upsert> stored) throws SQLException {
        Map<String, Deleted> ended = ended(connection, table, stored);
        for (Upsert row : stored) {
            Deleted by = ended.get(row.id());
            if (by != null) {
                undo(connection, table, row.id(), Math.max(row.version(), by.version()));
            }
        }
    }

    /** Those that were not deleted before. */
    List<Upsert> alive(Connection connection, Table table, List<Upsert> rows) throws SQLException {
        Set<String> ended = ended(connection, table, rows).keySet();
        return rows.stream().filter(row -> !ended.contains(row.id())).toList();
    }

    /** Rows that are stored or deleted in their version or a newer one wait for nothing, wherever they lead. */
    void letGo(Connection connection, Table table, Written written) throws SQLException {
        List<Change> held = written.held().stream().map(Written.Held::change).toList();
        if (held.isEmpty()) {
            return;
        }
        Map<String, Long> stored = rows.versions(connection, table, ids(held));
        Map<String, Deleted> ended = deleted.of(connection, table, ids(held));
        written.held().removeIf(each -> {
            Upsert row = (Upsert) each.change();
            Deleted by = ended.get(row.id());
            return stored.getOrDefault(row.id(), -1L) >= row.version() || (by != null && isEnded(row, by));
        });
        written.store(held.size() - written.held().size());
    }

    /** By id, what is remembered of those that were deleted before. */
    private Map<String, Deleted> ended(Connection connection, Table table, List<Upsert> rows) throws SQLException {
        if (rows.isEmpty() || !deleted.any(connection, table)) {
            return Map.of();
        }
        Map<String, Deleted> ended = deleted.of(connection, table, ids(rows));
        for (Upsert row : rows) {
            ended.computeIfPresent(row.id(), (id, by) -> isEnded(row, by) ? by : null);
        }
        return ended;
    }

    private static boolean isEnded(Upsert row, Deleted by) {
        return by.ends(row.version(), row.origin().offset(), row.origin().timestamp());
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

    private static Map<String, Long> ended(List<Delete> some, Map<String, Deleted> remembered) {
        return some.stream()
                .map(Delete::id)
                .filter(remembered::containsKey)
                .collect(Collectors.toMap(id -> id, id -> remembered.get(id).version(), Math::max, TreeMap::new));
    }

    private static void hold(Delete waiting, Map<String, Long> ended, Written written) {
        Delete held = waiting.notBefore(ended.get(waiting.id()));
        written.held().add(new Written.Held(held, Optional.empty()));
    }

    /** Takes the statement apart if a row came meanwhile that refers to one of them, or if one of them is refused. */
    private void delete(Connection connection, List<Delete> some, Map<String, Long> ended, Written written)
            throws SQLException {
        Map<String, Long> versions = new TreeMap<>(ended);
        versions.keySet().retainAll(Set.copyOf(ids(some)));
        try {
            if (!versions.isEmpty()) {
                rows.delete(connection, some.get(0).table(), versions);
            }
            written.store(some.size());
            turns.done(some);
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            boolean tooLarge = failure instanceof SqlFailure.Size && some.size() == 1;
            if (tooLarge || !(failure instanceof SqlFailure.Reference || RowWriter.concernsRows(failure))) {
                throw e;
            }
            if (some.size() == 1) {
                if (failure instanceof SqlFailure.Row) {
                    turns.refused(some.get(0));
                }
                hold(some.get(0), ended, written);
                return;
            }
            int half = some.size() / 2;
            delete(connection, some.subList(0, half), ended, written);
            delete(connection, some.subList(half, some.size()), ended, written);
        }
    }

    private static List<String> ids(List<? extends Change> changes) {
        return changes.stream().map(Change::id).toList();
    }
}
