package dev.healthdata.sink.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The error numbers of MySQL and MariaDB. Those that are not listed stop the sink: to retry an unknown error for ever
 * or to throw rows away because of one would both hide it.
 *
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">MySQL's list</a>
 * @see <a href="https://mariadb.com/kb/en/mariadb-error-code-reference/">MariaDB's list</a>
 */
final class SqlErrors {
    /** The server, or the session from its beginning. */
    static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836, 3100);

    private static final Map<Integer, BiFunction<Integer, String, SqlFailure>> MEANINGS = new HashMap<>();

    static {
        row(1048); // column cannot be null
        row(1062); // duplicate in a unique key other than the primary one
        row(1118); // row too large for the page
        row(1264); // out of range
        row(1265); // data truncated
        row(1292); // incorrect value, e.g. a date
        row(1300); // invalid character string
        row(1366); // incorrect string or integer value
        row(1406); // data too long
        row(1644); // a trigger said no
        row(3819); // check constraint, MySQL
        row(4025); // check constraint, MariaDB

        reference(1216, 1452); // the row that is referred to is missing
        reference(1217, 1451); // a row that is referred to cannot be deleted

        size(1153); // larger than max_allowed_packet
        size(1162);

        retry(1020); // changed since it was read, MariaDB
        retry(1040, 1135, 1203, 1226); // too many connections, of all, of threads, of this user
        retry(1043, 1042, 1158, 1159, 1160, 1161); // bad handshake and broken network
        retry(1053, 1079, 3168, 3169, 1927, 4031); // the server goes down, or ended the session
        retry(3032); // offline mode: somebody works on it
        retry(1205, 1213, 3572, 3101); // lock wait timeout, deadlock, conflict in a replication group
        READ_ONLY.forEach(SqlErrors::retry); // a failover is under way
        retry(1317, 3024, 1969); // the statement was interrupted, or took too long
        retry(1412, 1615); // the table was altered meanwhile
        retry(2002, 2003, 2006, 2013, 2055); // connection refused or lost

        stop(
                "Check the user and the password (--mysql-user, MYSQL_PASSWORD or MYSQL_PASSWORD_FILE).",
                1045,
                1698,
                1130);
        stop("Let the account in again: it is locked, or its password has expired.", 3118, 1820, 1862, 4151);
        stop("Grant the user SELECT, INSERT, UPDATE and DELETE on the tables of the platform.", 1044, 1142, 1143, 1227);
        stop("Create the database and the tables: sql/db.sql, then sql/schema.sql.", 1046, 1049, 1146);
        stop("Bring the tables up to date: sql/schema.sql.", 1054, 1136, 1364, 1064, 1305);
        stop("The table is full. Give it space.", 1114);
        stop("The server's disk is full. Give it space.", 1021, 3, 28);
        stop("The server reports a damaged table or a failing disk: see its log.", 1034, 1035, 1194, 1195, 1712, 1030);
    }

    private SqlErrors() {}

    static SqlFailure meaning(int code, String state) {
        BiFunction<Integer, String, SqlFailure> meaning = MEANINGS.get(code);
        if (meaning != null) {
            return meaning.apply(code, state);
        }
        if (state.startsWith("08") || state.startsWith("40")) {
            return new SqlFailure.Retry(code, state);
        }
        return new SqlFailure.Stop(
                code, state, "This error is not known to the sink; look its number up in the server's manual.");
    }

    private static void row(int... codes) {
        put(SqlFailure.Row::new, codes);
    }

    private static void reference(int... codes) {
        put(SqlFailure.Reference::new, codes);
    }

    private static void size(int... codes) {
        put(SqlFailure.Size::new, codes);
    }

    private static void retry(int... codes) {
        put(SqlFailure.Retry::new, codes);
    }

    private static void stop(String advice, int... codes) {
        put((code, state) -> new SqlFailure.Stop(code, state, advice), codes);
    }

    private static void put(BiFunction<Integer, String, SqlFailure> meaning, int... codes) {
        for (int code : codes) {
            if (MEANINGS.put(code, meaning) != null) {
                throw new IllegalStateException("error " + code + " is listed twice");
            }
        }
    }
}
