package dev.healthdata.sink.consume;

import dev.healthdata.sink.sql.SqlFailure;

/** The sink cannot go on until a human has done something. The message says what, and holds no value. */
public final class SinkStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SinkStopped(String message) {
        super(message);
    }

    /** A failure that time does not heal. */
    static SinkStopped by(SqlFailure failure) {
        String advice = failure instanceof SqlFailure.Stop stop
                ? stop.advice()
                : "One row is larger than the server's max_allowed_packet: raise it.";
        return new SinkStopped("the database refuses to store rows: " + failure.reference() + ". " + advice);
    }
}
