package dev.healthdata.sink.sql;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Upsert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The statements on rows of one table, each a single round trip. */
public final class RowStatements {
    private final Dialect dialect;
    /** Those of whole chunks, which are most; a text of a thousand rows is not put together for each. */
    private final ConcurrentMap<Table, String> wholeChunk = new ConcurrentHashMap<>();

    private final int chunk;
    private final Ids ids;

    /** @param chunk the usual number of rows */
    public RowStatements(Dialect dialect, int chunk) {
        this.dialect = dialect;
        this.chunk = chunk;
        this.ids = new Ids(chunk);
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

    /**
     * Deletes rows of one table that are not newer than a version; all or none of them.
     *
     * @param versions by id
     */
    public void delete(Connection connection, Table table, Map<String, Long> versions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Dialect.delete(table, versions.size()))) {
            int place = 1;
            for (Map.Entry<String, Long> row : versions.entrySet()) {
                statement.setString(place++, row.getKey());
                statement.setLong(place++, row.getValue());
            }
            statement.executeUpdate();
        }
    }

    /** Which of the ids are stored, this transaction's own rows included. */
    public Set<String> present(Connection connection, Table table, Collection<String> ids) throws SQLException {
        Set<String> present = new HashSet<>();
        this.ids.select(connection, ids, rows -> Dialect.present(table, rows), row -> present.add(row.getString(1)));
        return present;
    }

    /**
     * Which of the ids are stored, and keeps them from being changed or deleted until the transaction ends.
     *
     * @param ids in the order of keys: that is the order in which they are locked
     */
    public Set<String> lockPresent(Connection connection, Table table, Collection<String> ids) throws SQLException {
        Set<String> present = new HashSet<>();
        this.ids.select(
                connection, ids, rows -> Dialect.lockPresent(table, rows), row -> present.add(row.getString(1)));
        return present;
    }

    /** Which of the ids rows of another table refer to. */
    public Set<String> referredTo(Connection connection, Table child, String column, Collection<String> ids)
            throws SQLException {
        Set<String> referredTo = new HashSet<>();
        this.ids.select(
                connection,
                ids,
                rows -> Dialect.referredTo(child, column, rows),
                row -> referredTo.add(row.getString(1)));
        return referredTo;
    }

    /** The stored versions of those ids that are stored. */
    public Map<String, Long> versions(Connection connection, Table table, Collection<String> ids) throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        this.ids.select(
                connection,
                ids,
                rows -> Dialect.versions(table, rows),
                row -> versions.put(row.getString(1), row.getLong(2)));
        return versions;
    }
}
