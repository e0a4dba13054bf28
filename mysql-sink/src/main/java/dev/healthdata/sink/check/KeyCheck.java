package dev.healthdata.sink.check;

import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.check.Problems.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks at what makes two rows of a table the same to the server. {@code ON DUPLICATE KEY UPDATE} changes whichever row collides in
 * any unique key, without a word: with keys of its own, or with ids that it takes for equal, a server would overwrite one row
 * with the values of another.
 */
final class KeyCheck {
    private final Connection connection;
    private final List<Problem> problems;

    /** @param problems what is wrong is added to these */
    KeyCheck(Connection connection, List<Problem> problems) {
        this.connection = connection;
        this.problems = problems;
    }

    /** @param collations of its columns; null for one that holds no text */
    void of(Table table, Map<String, String> collations) throws SQLException {
        List<String> key = List.of(table.idColumn().name());
        List<String> ids = Stream.concat(
                        key.stream(), table.references().stream().map(Reference::column))
                .toList();
        of(table.name(), key, ids, collations);
    }

    /**
     * Looks at one of any name.
     *
     * @param key columns of its primary key
     * @param ids columns that hold ids
     */
    void of(String table, List<String> key, List<String> ids, Map<String, String> collations) throws SQLException {
        Map<String, List<String>> keys = uniqueKeys(table);
        if (!key.equals(keys.remove("PRIMARY"))) {
            problem(table, "has no primary key of " + String.join(", ", key) + " alone: give it one.");
        }
        keys.keySet()
                .forEach(other -> problem(
                        table,
                        "has the unique key " + other + " besides its id, and a row that is alike in it would overwrite"
                                + " another: drop it."));
        ids.stream()
                .filter(column -> collations.get(column) != null
                        && !collations.get(column).endsWith("_bin"))
                .forEach(column -> problem(
                        table,
                        "takes different ids for the same in " + column + ": give it the collation utf8mb4_bin."));
    }

    private void problem(String table, String text) {
        problems.add(new Problem("table " + table, text));
    }

    private Map<String, List<String>> uniqueKeys(String table) throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT index_name, column_name FROM information_schema.statistics WHERE table_schema = DATABASE()"
                        + " AND table_name = ? AND non_unique = 0 ORDER BY index_name, seq_in_index")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.computeIfAbsent(rows.getString(1), any -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        return keys;
    }
}
