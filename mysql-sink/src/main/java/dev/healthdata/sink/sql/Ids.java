package dev.healthdata.sink.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;

/** Questions about many ids, in statements of a bounded size. */
final class Ids {
    private final int chunk;

    /** @param chunk ids in one statement */
    Ids(int chunk) {
        this.chunk = chunk;
    }

    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** @param sql by the number of ids, which are all of its parameters */
    void select(Connection connection, Collection<String> ids, IntFunction<String> sql, RowReader reader)
            throws SQLException {
        for (List<String> some : Chunks.of(List.copyOf(ids), chunk)) {
            try (PreparedStatement statement = connection.prepareStatement(sql.apply(some.size()))) {
                for (int i = 0; i < some.size(); i++) {
                    statement.setString(i + 1, some.get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
        }
    }
}
