package dev.healthdata.sink.deadletter;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.RowId;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.DeletedRows.Deleted;
import dev.healthdata.sink.sql.RowStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the database about rows of open dead letters. */
public final class StoredRows {
    private final Database database;
    private final RowStatements rows;
    private final DeletedRows deletedRows;

    public StoredRows(Database database, RowStatements rows, DeletedRows deletedRows) {
        this.database = database;
        this.rows = rows;
        this.deletedRows = deletedRows;
    }

    /** Those whose rows are stored or deleted in the version of the letter or a newer one, or by a later tombstone. */
    Map<String, SinkLetter> among(Table table, Map<String, SinkLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return Map.of();
        }
        Map<String, SinkLetter> now = letters.entrySet().stream()
                .filter(letter -> RowId.isPossible(table, letter.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, Long> stored;
        Map<String, Deleted> deleted;
        try (Connection connection = database.connect()) {
            stored = rows.versions(connection, table, now.keySet());
            deleted = deletedRows.of(connection, table, now.keySet());
        }
        return now.entrySet().stream()
                .filter(each -> isOver(each.getValue(), stored.get(each.getKey()), deleted.get(each.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** By id, the highest version that is stored or was deleted. */
    public Map<String, Long> newest(Table table, Collection<String> ids) throws SQLException {
        Set<String> possible =
                ids.stream().filter(id -> RowId.isPossible(table, id)).collect(Collectors.toSet());
        try (Connection connection = database.connect()) {
            Map<String, Long> newest = rows.versions(connection, table, possible);
            deletedRows
                    .of(connection, table, possible)
                    .forEach((id, deleted) -> newest.merge(id, deleted.version(), Math::max));
            return newest;
        }
    }

    private static boolean isOver(SinkLetter letter, Long stored, Deleted deleted) {
        return (stored != null && stored >= letter.version())
                || (deleted != null && deleted.ends(letter.version(), letter.offset(), letter.time()));
    }

    Set<String> present(Table table, Collection<String> ids) throws SQLException {
        try (Connection connection = database.connect()) {
            return rows.present(connection, table, ids);
        }
    }
}
