package dev.healthdata.sink.sql;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/**
 * What an error of the database means for the rows that were being written. It is told by code and SQLState alone: the
 * server's message quotes values and is neither kept nor printed.
 */
public sealed interface SqlFailure {
    /** The server's error number, 0 where the connection failed before the server could say one. */
    int code();

    /** Five characters, maybe empty. */
    String state();

    /** A row of the statement can never be stored as it is; the others can. */
    record Row(int code, String state) implements SqlFailure {}

    /** A row of the statement refers to a row that is not stored yet, or is referred to by one that is. */
    record Reference(int code, String state) implements SqlFailure {}

    /** The statement is too large; half of it may not be. */
    record Size(int code, String state) implements SqlFailure {}

    /** The same again succeeds once the cause is gone. */
    record Retry(int code, String state) implements SqlFailure {}

    /**
     * Nothing can be stored until a human has done something.
     *
     * @param advice what, as a sentence
     */
    record Stop(int code, String state, String advice) implements SqlFailure {}

    /** Looks through the pool's wrapping to what the server said. */
    static SqlFailure of(Throwable error) {
        SQLException telling = null;
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql && (telling == null || telling.getErrorCode() == 0)) {
                telling = sql;
            }
        }
        if (telling == null) {
            return new Stop(0, "", "This is a bug: " + error.getClass().getName() + ".");
        }
        if (telling.getErrorCode() == 0
                && (telling instanceof SQLTransientException || telling instanceof SQLRecoverableException)) {
            // The pool's word for a server that has not answered so far.
            return new Retry(0, "08001");
        }
        if (telling instanceof PacketTooBigException) {
            // The driver knows the server's limit and did not send it, and so there is no number of the server's.
            return new Size(1153, "08S01");
        }
        String state = telling.getSQLState() == null ? "" : telling.getSQLState();
        return SqlErrors.meaning(telling.getErrorCode(), state);
    }

    /** Whether nothing can be changed by this connection. */
    default boolean isReadOnly() {
        return SqlErrors.READ_ONLY.contains(code());
    }

    /** Code and state, for logs. */
    default String reference() {
        return "error " + code() + (state().isEmpty() ? "" : ", SQLState " + state());
    }
}
