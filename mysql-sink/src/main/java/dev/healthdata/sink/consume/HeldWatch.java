package dev.healthdata.sink.consume;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says so when rows wait longer for their parents than another writer can need to write these. */
final class HeldWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HeldWatch.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Instant since;

    void held(int rows, Instant now) {
        if (rows == 0) {
            since = null;
        } else if (since == null) {
            since = now;
        } else if (now.isAfter(since.plus(PATIENCE))) {
            LOG.warn("rows wait for rows that they refer to: rows={}; look among the dead letters for these", rows);
            since = now;
        }
    }
}
