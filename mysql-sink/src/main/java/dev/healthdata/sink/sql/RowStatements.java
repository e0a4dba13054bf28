package dev.healthdata.sink.sql;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Delete;
import dev.healthdata.sink.change.Upsert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;

/** The statements on rows of one table, each a single round trip. */
public final class RowStatements {
    private final Dialect dialect;
    /** Those of whole chunks, which are most; a text of a thousand rows is not put together for each. */
    private final ConcurrentMap<Table, String> wholeChunk = new ConcurrentHashMap<>();

    private final int chunk;

    /** @param chunk the usual number of rows */
    public RowStatements(Dialect dialect, int chunk) {
        this.dialect = dialect;
        this.chunk = chunk;
    }

    /** Stores rows of one table; all or none of them. */
    public void upsert(Connection connection, List<Upsert> rows) throws SQLException {
        Table table = rows.get(0).table();
        String sql = rows.size() == chunk
                ? wholeChunk.computeIfAbsent(table, each -> dialect.upsert(each, chunk))
                : dialect.upsert(table, rows.size());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = 1;
            for (Upsert row : rows) {
                for (Object value : row.values()) {
                    if (value instanceof String text) {
                        statement.setString(place++, text);
                    } else {
                        statement.setObject(place++, value);
                    }
                }
                statement.setLong(place++, row.version());
            }
            statement.executeUpdate();
        }
    }

    /** Deletes rows of one table; all or none of them. */
    public void delete(Connection connection, List<Delete> rows) throws SQLException {
        String sql = Dialect.delete(rows.get(0).table(), rows.size());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i++) {
                statement.setString(i + 1, rows.get(i).id());
            }
            statement.executeUpdate();
        }
    }

    /** Which of the ids are stored, this transaction's own rows included. */
    public Set<String> present(Connection connection, Table table, Collection<String> ids) throws SQLException {
        Set<String> present = new HashSet<>();
        select(connection, ids, rows -> Dialect.present(table, rows), row -> present.add(row.getString(1)));
        return present;
    }

    /** The stored versions of those ids that are stored. */
    public Map<String, Long> versions(Connection connection, Table table, Collection<String> ids) throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        select(
                connection,
                ids,
                rows -> Dialect.versions(table, rows),
                row -> versions.put(row.getString(1), row.getLong(2)));
        return versions;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void select(Connection connection, Collection<String> ids, IntFunction<String> sql, RowReader reader)
            throws SQLException {
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += chunk) {
            List<String> some = all.subList(from, Math.min(all.size(), from + chunk));
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
