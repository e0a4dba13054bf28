package dev.healthdata.platform.audit;

import dev.healthdata.platform.audit.KeyBooks.Stored;
import dev.healthdata.platform.books.Content;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what the database has and had of a table, one row after the other. */
final class DatabaseRows {
    private DatabaseRows() {}

    static void readInto(Buckets buckets, Connection connection, Table table) throws SQLException {
        String columns = table.columns().stream().map(DatabaseRows::text).collect(Collectors.joining(", "));
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE); // Connector/J: row by row instead of all at once
            try (ResultSet rows = statement.executeQuery("SELECT " + columns + ", version FROM " + table.name())) {
                int count = table.columns().size();
                while (rows.next()) {
                    List<String> values = new ArrayList<>(count);
                    for (int i = 1; i <= count; i++) {
                        values.add(rows.getString(i));
                    }
                    buckets.stored(values.get(0), new Stored(rows.getLong(count + 1), Content.of(values)));
                }
            }
        }
    }

    /** A day as text from the server: the driver takes longer to make one of a DATE than for all the rest. */
    private static String text(Column column) {
        return column.type() == Column.Type.DATE ? "CAST(" + column.name() + " AS CHAR)" : column.name();
    }

    /** False if the account may not read what the sink remembers of deleted rows, as one that only reads the four tables. */
    static boolean readDeletionsInto(Buckets buckets, Connection connection, Table table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT row_id FROM deleted_rows WHERE table_name = ?")) {
            statement.setFetchSize(Integer.MIN_VALUE);
            statement.setString(1, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    buckets.deleted(rows.getString(1));
                }
            }
            return true;
        } catch (SQLSyntaxErrorException e) {
            return false; // denied, or no such table: the same class of SQL states
        }
    }
}
