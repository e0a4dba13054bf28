package dev.healthdata.sink.write;

import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.Chunks;
import dev.healthdata.sink.sql.RowNumber;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Writes rows of one table within a transaction. A statement that fails because of a row undoes itself and not the
 * transaction, so a bad row is found by writing the rows before it, it alone, and those after it; where the server does not
 * say which it is, by halving.
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

    /** Rows whose parents are not stored are held. */
    Written upsert(Connection connection, List<Upsert> rows) throws SQLException {
        Written written = new Written();
        Parents.Divided divided = parents.divide(connection, rows);
        written.held().addAll(divided.missing());
        for (List<Upsert> some : Chunks.of(divided.present(), chunk)) {
            upsert(connection, some, ATTEMPTS, written);
        }
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
            } else if (concernsRows(failure) || failure instanceof SqlFailure.Reference) {
                // A reference to a row that is none of ours, by a foreign key that somebody added, stays broken.
                if (isolated(rows, failure, written)) {
                    return;
                }
                if (rows.size() == 1) {
                    throw e;
                }
                for (List<Upsert> part : parts(rows, RowNumber.of(e, rows.size()))) {
                    upsert(connection, part, attempts, written);
                }
            } else {
                throw e;
            }
        }
    }

    /** What comes after the row that is named is halved: where one is bad, others often are. */
    private static List<List<Upsert>> parts(List<Upsert> rows, OptionalInt named) {
        int end = rows.size();
        if (named.isEmpty()) {
            return List.of(rows.subList(0, end / 2), rows.subList(end / 2, end));
        }
        int bad = named.getAsInt();
        int middle = (bad + 1 + end) / 2;
        return List.of(
                rows.subList(0, bad),
                rows.subList(bad, bad + 1),
                rows.subList(bad + 1, middle),
                rows.subList(middle, end));
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
