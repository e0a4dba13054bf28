package dev.healthdata.sink.write;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.Delete;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.RowStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes changes: rows from parents to children, then deletions from children to parents. */
public final class BatchWriter {
    private final Database database;
    private final RowWriter rows;

    /** @param chunk rows per statement */
    public BatchWriter(Database database, RowStatements statements, int chunk) {
        this.database = database;
        this.rows = new RowWriter(statements, chunk);
    }

    /**
     * Writes all that can be written. To do so again changes nothing.
     *
     * @param waited tells the changes that had to wait before: they are not tried without a look at their parents
     * @throws SQLException if nothing can be said of the rows; a part of them may be stored
     */
    public Written write(Changes changes, Predicate<Change> waited) throws SQLException {
        Written written = new Written();
        try (Connection connection = database.connect()) {
            for (List<Table> wave : touched(Waves.ALL, changes, Upsert.class)) {
                written.add(inTransaction(connection, () -> upserts(connection, wave, changes, waited)));
            }
            for (List<Table> wave : touched(Waves.CHILDREN_FIRST, changes, Delete.class)) {
                written.add(inTransaction(connection, () -> deletions(connection, wave, changes)));
            }
        }
        return written;
    }

    private Written upserts(Connection connection, List<Table> wave, Changes changes, Predicate<Change> waited)
            throws SQLException {
        Written written = new Written();
        for (Table table : wave) {
            var byWaited = changes.sorted(table, Upsert.class).stream().collect(Collectors.partitioningBy(waited));
            written.add(rows.upsert(connection, byWaited.get(false)));
            written.add(rows.upsertWaiting(connection, byWaited.get(true)));
        }
        return written;
    }

    private Written deletions(Connection connection, List<Table> wave, Changes changes) throws SQLException {
        Written written = new Written();
        for (Table table : wave) {
            written.add(rows.delete(connection, changes.sorted(table, Delete.class)));
        }
        return written;
    }

    private static List<List<Table>> touched(List<List<Table>> waves, Changes changes, Class<? extends Change> kind) {
        return waves.stream()
                .filter(wave -> wave.stream().anyMatch(table -> changes.has(table, kind)))
                .toList();
    }

    private interface Work {
        Written run() throws SQLException;
    }

    private static Written inTransaction(Connection connection, Work work) throws SQLException {
        try {
            Written written = work.run();
            connection.commit();
            return written;
        } catch (SQLException e) {
            rollback(connection, e);
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
