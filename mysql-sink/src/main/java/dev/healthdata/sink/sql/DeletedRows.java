package dev.healthdata.sink.sql;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Delete;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table that remembers which rows were deleted, up to which version, and by which record, so that neither an older
 * version nor the same deletion counts when it comes late.
 */
public final class DeletedRows {
    /** Its name; no table of the catalog. */
    public static final String TABLE = "deleted_rows";

    /** The columns of its primary key. */
    public static final List<String> KEY = List.of("table_name", "row_id");

    /** Its columns. */
    public static final List<String> COLUMNS =
            List.of("table_name", "row_id", Dialect.VERSION, "tombstone_offset", "tombstone_time");

    private final Dialect dialect;
    private final Ids ids;

    /** @param chunk rows of one statement, at most */
    public DeletedRows(Dialect dialect, int chunk) {
        this.dialect = dialect;
        this.ids = new Ids(chunk);
    }

    /**
     * Remembers deletions of one table. One that is remembered already, or a later one of the same row, changes nothing.
     *
     * @param versions the versions of those rows that are stored
     */
    public void remember(Connection connection, List<Delete> deletions, Map<String, Long> versions)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(remember(deletions.size()))) {
            int place = 1;
            for (Delete deletion : deletions) {
                statement.setString(place++, deletion.table().name());
                statement.setString(place++, deletion.id());
                statement.setLong(place++, Math.max(deletion.version(), versions.getOrDefault(deletion.id(), -1L)));
                statement.setLong(place++, deletion.origin().offset());
                statement.setLong(place++, deletion.origin().timestamp());
            }
            statement.executeUpdate();
        }
    }

    /** Whether rows of the table were ever deleted. */
    public boolean any(Connection connection, Table table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM " + TABLE + " WHERE table_name = ? LIMIT 1")) {
            statement.setString(1, table.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * What is remembered of a row.
     *
     * @param version the highest that is deleted; -1 if none was stored when the row was deleted
     * @param offset of the last tombstone
     * @param time of the last tombstone, in milliseconds
     */
    public record Deleted(long version, long offset, long time) {
        /**
         * Whether it ended a clean record of the row: it is not newer than what was deleted, or lies before the tombstone, as
         * one may that was never stored.
         *
         * @param clean its offset
         * @param cleanTime its time, in milliseconds; a topic that was made anew has later ones
         */
        public boolean ends(long version, long clean, long cleanTime) {
            return version <= this.version || (clean < offset && cleanTime <= time);
        }
    }

    /** What is remembered of those ids that were deleted. */
    public Map<String, Deleted> of(Connection connection, Table table, Collection<String> rows) throws SQLException {
        Map<String, Deleted> deleted = new HashMap<>();
        ids.select(
                connection,
                rows,
                places -> "SELECT row_id, " + Dialect.VERSION + ", tombstone_offset, tombstone_time FROM " + TABLE
                        + " WHERE table_name = '" + table + "' AND row_id IN (" + Dialect.places(places) + ")",
                row -> deleted.put(row.getString(1), new Deleted(row.getLong(2), row.getLong(3), row.getLong(4))));
        return deleted;
    }

    /** A record counts once: not again if its offset was reached, unless a topic made anew counts from the start. */
    private String remember(int rows) {
        String stored = TABLE + ".";
        String reached = "IF(" + stored + "tombstone_offset >= " + dialect.offered("tombstone_offset") + " AND "
                + stored + "tombstone_time >= " + dialect.offered("tombstone_time") + ", ";
        return "INSERT INTO " + TABLE + " (" + String.join(", ", COLUMNS) + ") VALUES "
                + "(?, ?, ?, ?, ?), ".repeat(rows - 1) + "(?, ?, ?, ?, ?)" + dialect.onDuplicate()
                + "version = " + reached + stored + "version, GREATEST(" + stored + "version, "
                + dialect.offered(Dialect.VERSION) + ")), "
                + "tombstone_offset = " + reached + stored + "tombstone_offset, " + dialect.offered("tombstone_offset")
                + "), "
                + "tombstone_time = GREATEST(" + stored + "tombstone_time, " + dialect.offered("tombstone_time") + ")";
    }
}
