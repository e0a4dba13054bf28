package dev.healthdata.sink.write;

import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes rows of one table within a transaction. A statement that fails because of a row undoes itself and not the
 * transaction, so the bad rows are found by halving, in a number of statements that grows with the logarithm of the
 * chunk.
 */
final class RowWriter {
    private static final int ATTEMPTS = 3;

    private final RowStatements statements;
    private final Parents parents;
    private final int chunk;

    RowWriter(RowStatements statements, int chunk) {
        this.statements = statements;
        this.parents = new Parents(statements);
        this.chunk = chunk;
    }

    Written upsert(Connection connection, List<Upsert> rows) throws SQLException {
        Written written = new Written();
        for (List<Upsert> some : Chunks.of(rows, chunk)) {
            upsert(connection, some, ATTEMPTS, written);
        }
        return written;
    }

    /** Of rows that had to wait before, only those whose parents have come. */
    Written upsertWaiting(Connection connection, List<Upsert> rows) throws SQLException {
        Parents.Divided divided = parents.divide(connection, rows);
        Written written = upsert(connection, divided.present());
        written.held().addAll(divided.missing());
        return written;
    }

    private void upsert(Connection connection, List<Upsert> rows, int attempts, Written written) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try {
            statements.upsert(connection, rows);
            written.store(rows.size());
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (failure instanceof SqlFailure.Reference && attempts > 0) {
                Parents.Divided divided = parents.divide(connection, rows);
                written.held().addAll(divided.missing());
                upsert(connection, divided.present(), attempts - 1, written);
            } else if (concernsRows(failure)) {
                if (isolated(rows, failure, written)) {
                    return;
                }
                if (rows.size() == 1) {
                    throw e;
                }
                int half = rows.size() / 2;
                upsert(connection, rows.subList(0, half), attempts, written);
                upsert(connection, rows.subList(half, rows.size()), attempts, written);
            } else {
                throw e;
            }
        }
    }

    static boolean concernsRows(SqlFailure failure) {
        return failure instanceof SqlFailure.Row || failure instanceof SqlFailure.Size;
    }

    private static boolean isolated(List<? extends Change> rows, SqlFailure failure, Written written) {
        if (rows.size() > 1 || failure instanceof SqlFailure.Size) {
            return false;
        }
        written.rejected().add(new Written.Rejected(rows.get(0), failure));
        return true;
    }
}
