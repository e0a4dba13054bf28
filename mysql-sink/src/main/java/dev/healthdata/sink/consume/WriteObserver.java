package dev.healthdata.sink.consume;

import dev.healthdata.sink.sql.SqlFailure;
import java.time.Duration;

/** Told what becomes of batches. Must be quick and safe for use by several threads. */
public interface WriteObserver {
    /** Of somebody who does not want to know. */
    WriteObserver NONE = new WriteObserver() {};

    /**
     * A batch is written.
     *
     * @param records of it, superseded ones included
     * @param refused rows that became dead letters
     */
    default void written(int records, int refused, Duration took) {}

    /** A batch was not taken and is tried again. */
    default void retry(SqlFailure failure) {}
}
