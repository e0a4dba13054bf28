package dev.healthdata.sink.consume;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Change;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when a row waits longer for another one than anybody can need to write that. */
final class HeldWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HeldWatch.class);

    private record Row(Table table, String id) {}

    private final Duration patience;
    private final Map<Row, Long> since = new HashMap<>();
    private boolean overdue;

    /** @param patience how long a row may wait */
    HeldWatch(Duration patience) {
        this.patience = patience;
    }

    /** @param held the rows that wait now */
    void held(Collection<Change> held) {
        long now = System.nanoTime();
        Map<Row, Long> before = new HashMap<>(since);
        since.clear();
        for (Change change : held) {
            Row row = new Row(change.table(), change.id());
            since.put(row, before.getOrDefault(row, now));
        }
        long late =
                since.values().stream().filter(start -> isOverdue(start, now)).count();
        if (late > 0 && !overdue) {
            LOG.error(
                    "rows wait for longer than {} for rows that they refer to, or that refer to them, or to be"
                            + " deleted: rows={}; see docs/mysql-sink.md, \"Rows that wait\"",
                    patience,
                    late);
        } else if (late == 0 && overdue) {
            LOG.info("no row waits for too long any more");
        }
        overdue = late > 0;
    }

    boolean overdue() {
        return overdue;
    }

    private boolean isOverdue(long start, long now) {
        return now - start > patience.toNanos();
    }
}
