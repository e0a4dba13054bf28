package dev.healthdata.validator.process;

import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the row of a table that waits longest has waited, in the partitions of this instance. For use by one thread, which is
 * told what is known: the rows are looked at by another, since whoever asks for metrics or health does not wait for that long.
 */
final class LongestWaiting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LongestWaiting.class);

    /** They lie in the order of their ids: all of them are looked at, a second's work for some hundred thousand. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Rows rows;
    private final InstantSource clock;
    private final Map<Table, Look> looks = new HashMap<>();

    /** After the end it takes no work, and complains of none. */
    private final ExecutorService looking = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            LongestWaiting::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    /** The rows that wait. */
    interface Rows {
        /**
         * Tells of all rows of a table when they came.
         *
         * @param arrival is given milliseconds
         * @return whether all of them could be read
         */
        boolean tell(Table table, LongConsumer arrival);
    }

    /** @param oldest when the row came that came first, in milliseconds */
    private record Found(Instant at, long oldest) {}

    /** One that is to be, is under way or is done. */
    private static final class Look {
        /** Null if nothing is known. Until it is done, what the one before has found. */
        private volatile Found found;

        private volatile boolean done;

        Look(Look before) {
            this.found = before == null ? null : before.found;
        }

        void end(Found now) {
            found = now;
            done = true;
        }

        boolean isOver(Instant now) {
            return done && (found == null || !now.isBefore(found.at().plus(INTERVAL)));
        }
    }

    LongestWaiting(Rows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * In seconds, as it was when the rows were last looked at. Empty if they were not yet, or cannot be read now.
     *
     * @param waiting how many rows of the table wait
     */
    OptionalLong seconds(Table table, long waiting) {
        if (waiting == 0) {
            looks.remove(table); // what is still being found is told to nobody
            return OptionalLong.of(0);
        }
        Instant now = clock.instant();
        Look last = looks.get(table);
        if (last == null || last.isOver(now)) {
            Look next = new Look(last);
            looks.put(table, next);
            looking.execute(() -> look(table, next));
            last = next;
        }
        Found found = last.found;
        return found == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(
                        0,
                        Duration.ofMillis(now.toEpochMilli() - found.oldest()).toSeconds()));
    }

    /** Whatever happens to a store meanwhile, the next look finds out what has become of it. */
    private void look(Table table, Look look) {
        Found found = null;
        try {
            long[] oldest = {clock.millis()};
            if (rows.tell(table, arrival -> {
                oldest[0] = Math.min(oldest[0], arrival);
                leaveIfAsked();
            })) {
                found = new Found(clock.instant(), oldest[0]); // if it took long, the next one is not due at once
            }
        } catch (RuntimeException e) {
            LOG.debug(
                    "cannot look at the rows of {} that wait ({})",
                    table.name(),
                    e.getClass().getSimpleName());
        } finally {
            look.end(found);
        }
    }

    private static void leaveIfAsked() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    private static Thread thread(Runnable work) {
        Thread daemon = new Thread(work, "longest-waiting");
        daemon.setDaemon(true);
        return daemon;
    }

    /** Does not wait for a look that is under way, which ends at its next row. */
    @Override
    public void close() {
        looking.shutdownNow();
    }
}
