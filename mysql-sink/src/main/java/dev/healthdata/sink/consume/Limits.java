package dev.healthdata.sink.consume;

import java.time.Duration;

/**
 * How much a writer has in its hands, and for how long.
 *
 * @param batchRows records that are written together, about
 * @param heldRows rows that wait in memory, about
 * @param patience how long a row may wait for another before the process calls itself unhealthy
 */
public record Limits(int batchRows, int heldRows, Duration patience) {}
