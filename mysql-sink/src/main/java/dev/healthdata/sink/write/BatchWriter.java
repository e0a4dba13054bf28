package dev.healthdata.sink.write;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.Delete;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes changes: what is deleted is remembered first; then rows are stored from parents to children, then deleted from
 * children to parents.
 */
public final class BatchWriter {
    private final Database database;
    private final RowWriter rows;
    private final Deletions deletions;

    /** Held by who remembers deletions, and by who stores rows that no partition's writer has in its hands. */
    private final Object remembering = new Object();

    /** @param chunk rows per statement */
    public BatchWriter(Database database, RowStatements statements, DeletedRows deletedRows, int chunk) {
        this.database = database;
        this.rows = new RowWriter(statements, chunk);
        this.deletions = new Deletions(statements, deletedRows, chunk);
    }

    /**
     * Writes all that can be written. To do so again changes nothing.
     *
     * @throws SQLException if nothing can be said of the rows; a part of them may be stored
     */
    public Written write(Changes all) throws SQLException {
        Written written = new Written();
        Changes changes = Impossible.leftOut(all, written);
        Map<Table, List<Delete>> ended = deletions(changes);
        try (Connection connection = database.connect()) {
            for (List<Delete> some : ended.values()) {
                synchronized (remembering) {
                    inTransaction(connection, () -> {
                        deletions.remember(connection, some);
                        return new Written();
                    });
                }
            }
            for (List<Table> wave : Waves.ALL) {
                Map<Table, List<Upsert>> upserts = upserts(wave, changes);
                if (!upserts.isEmpty()) {
                    written.add(storeAlive(connection, upserts));
                }
            }
            for (List<Table> wave : Waves.CHILDREN_FIRST) {
                for (Table table : wave) {
                    if (ended.containsKey(table)) {
                        written.add(inTransaction(connection, () -> delete(connection, ended.get(table), changes)));
                    }
                }
            }
        }
        return written;
    }

    /**
     * Writes rows whose records were read long ago, by whoever. Their tombstones may be in another thread's hands, which asks
     * for the stored versions that they end: it must find these rows, or they the tombstone.
     *
     * @throws SQLException as {@link #write}
     */
    public Written writeLate(Changes changes) throws SQLException {
        synchronized (remembering) {
            return write(changes);
        }
    }

    /**
     * What was deleted before it came is taken away again, and is left out where the database refuses that. To leave it out
     * always would cost every batch a question more.
     */
    private Written storeAlive(Connection connection, Map<Table, List<Upsert>> wave) throws SQLException {
        try {
            return inTransaction(connection, () -> store(connection, wave));
        } catch (SQLException e) {
            if (!(SqlFailure.of(e) instanceof SqlFailure.Row)) {
                throw e;
            }
            return inTransaction(connection, () -> {
                Map<Table, List<Upsert>> alive = new LinkedHashMap<>();
                Written written = new Written();
                for (Map.Entry<Table, List<Upsert>> table : wave.entrySet()) {
                    alive.put(table.getKey(), deletions.alive(connection, table.getKey(), table.getValue()));
                    written.store(
                            table.getValue().size() - alive.get(table.getKey()).size());
                }
                written.add(store(connection, alive));
                return written;
            });
        }
    }

    private Written store(Connection connection, Map<Table, List<Upsert>> wave) throws SQLException {
        Written written = new Written();
        for (Map.Entry<Table, List<Upsert>> table : wave.entrySet()) {
            Written some = rows.upsert(connection, table.getValue());
            deletions.undo(connection, table.getKey(), table.getValue());
            deletions.letGo(connection, table.getKey(), some);
            written.add(some);
        }
        return written;
    }

    /** A row that came anew, and not as an older version that came late, is not held for what was before it. */
    private Written delete(Connection connection, List<Delete> some, Changes changes) throws SQLException {
        Written written = deletions.delete(connection, some);
        written.held()
                .removeIf(
                        held -> changes.get(held.change().table(), held.change().id()) instanceof Upsert row
                                && row.version() > held.change().version());
        return written;
    }

    private static Map<Table, List<Delete>> deletions(Changes changes) {
        Map<Table, List<Delete>> deletions = new LinkedHashMap<>();
        for (Table table : Tables.all()) {
            deletions.put(table, changes.deletions(table));
        }
        deletions.values().removeIf(List::isEmpty);
        return deletions;
    }

    private static Map<Table, List<Upsert>> upserts(List<Table> wave, Changes changes) {
        Map<Table, List<Upsert>> upserts = new LinkedHashMap<>();
        for (Table table : wave) {
            upserts.put(table, changes.upserts(table));
        }
        upserts.values().removeIf(List::isEmpty);
        return upserts;
    }

    private interface Work {
        Written run() throws SQLException;
    }

    private Written inTransaction(Connection connection, Work work) throws SQLException {
        try {
            Written written = work.run();
            connection.commit();
            return written;
        } catch (SQLException e) {
            rollback(connection, e);
            database.failed(connection, e);
            throw e;
        }
    }

    private static void rollback(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
            cause.addSuppressed(e);
        }
    }
}
