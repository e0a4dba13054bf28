package dev.healthdata.sink.consume;

import dev.healthdata.sink.sql.SqlFailure;

/** The sink cannot go on until a human has done something. The message says what, and holds no value. */
public final class SinkStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SinkStopped(String message) {
        super(message);
    }

    static SinkStopped by(SqlFailure.Stop failure) {
        return new SinkStopped("the database refuses to store rows: " + failure.reference() + ". " + failure.advice());
    }
}
