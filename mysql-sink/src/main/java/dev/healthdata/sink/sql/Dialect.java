package dev.healthdata.sink.sql;

import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;

/** Where MySQL and MariaDB differ: how an upsert names the row that could not be inserted. */
public enum Dialect {
    /** {@code VALUES()} is deprecated since 8.0.20, which has {@code AS new}. */
    MYSQL(" AS new") {
        @Override
        String offered(String column) {
            return "new." + column;
        }
    },
    /** Knows no alias for the row. */
    MARIADB("") {
        @Override
        String offered(String column) {
            return "VALUES(" + column + ")";
        }
    };

    /** The column that tells which of two versions of a row is the newer one. */
    public static final String VERSION = "version";

    private final String alias;

    Dialect(String alias) {
        this.alias = alias;
    }

    /** What follows the rows of an insert to say which of them are to be taken for others. */
    String onDuplicate() {
        return alias + " ON DUPLICATE KEY UPDATE ";
    }

    abstract String offered(String column);

    /** By the server's version: both of their drivers, and MariaDB's handshake, say "MySQL". */
    public static Dialect of(String serverVersion) {
        return serverVersion.contains("MariaDB") ? MARIADB : MYSQL;
    }

    /**
     * Inserts rows, or updates those whose stored version is not newer. The version comes last: assignments are made
     * from left to right, and each before it compares with the stored one. Where nothing changes, nothing is written.
     */
    String upsert(Table table, int rows) {
        String columns = String.join(", ", table.columnNames());
        String row = "(" + "?, ".repeat(table.columns().size()) + "?)";
        String wins = "IF(" + offered(VERSION) + " >= " + table.name() + "." + VERSION + ", ";
        StringBuilder sql = new StringBuilder(256 + rows * (row.length() + 2))
                .append("INSERT INTO ")
                .append(table.name())
                .append(" (")
                .append(columns)
                .append(", ")
                .append(VERSION)
                .append(") VALUES ")
                .append(row);
        for (int i = 1; i < rows; i++) {
            sql.append(", ").append(row);
        }
        sql.append(onDuplicate());
        for (Column column : table.columns().subList(1, table.columns().size())) {
            sql.append(column.name())
                    .append(" = ")
                    .append(wins)
                    .append(offered(column.name()))
                    .append(", ")
                    .append(table.name())
                    .append('.')
                    .append(column.name())
                    .append("), ");
        }
        return sql.append(VERSION)
                .append(" = ")
                .append(wins)
                .append(offered(VERSION))
                .append(", ")
                .append(table.name())
                .append('.')
                .append(VERSION)
                .append(")")
                .toString();
    }

    static String delete(Table table, int rows) {
        String row = "(" + table.idColumn().name() + " = ? AND " + VERSION + " <= ?)";
        return "DELETE FROM " + table.name() + " WHERE " + (row + " OR ").repeat(rows - 1) + row;
    }

    static String present(Table table, int rows) {
        String id = table.idColumn().name();
        return "SELECT " + id + " FROM " + table.name() + " WHERE " + id + " IN (" + places(rows) + ")";
    }

    /** In the order of the keys, whatever the server thinks of the table: that is the order in which it locks. */
    static String lockPresent(Table table, int rows) {
        String id = table.idColumn().name();
        return "SELECT " + id + " FROM " + table.name() + " FORCE INDEX (PRIMARY) WHERE " + id + " IN (" + places(rows)
                + ") ORDER BY " + id + " LOCK IN SHARE MODE";
    }

    static String referredTo(Table child, String column, int rows) {
        return "SELECT DISTINCT " + column + " FROM " + child.name() + " WHERE " + column + " IN (" + places(rows)
                + ")";
    }

    static String versions(Table table, int rows) {
        String id = table.idColumn().name();
        return "SELECT " + id + ", " + VERSION + " FROM " + table.name() + " WHERE " + id + " IN (" + places(rows)
                + ")";
    }

    static String places(int rows) {
        return "?, ".repeat(rows - 1) + "?";
    }
}
