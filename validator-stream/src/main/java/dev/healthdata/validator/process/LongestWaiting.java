package dev.healthdata.validator.process;

import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How long the row of a table that waits longest has waited, in the partitions of this instance. For use by one thread. */
final class LongestWaiting {
    /** They lie in the order of their ids: all of them are looked at, a second's work for some hundred thousand. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final BookStores stores;
    private final InstantSource clock;
    private final Map<Table, Look> looks = new HashMap<>();

    /** @param oldest when the row came that came first, in milliseconds */
    private record Look(Instant at, long oldest) {}

    LongestWaiting(BookStores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * In seconds, as it was a minute ago at most. Empty if the rows cannot be read now.
     *
     * @param waiting how many rows of the table wait
     */
    OptionalLong seconds(Table table, long waiting) {
        if (waiting == 0) {
            looks.remove(table);
            return OptionalLong.of(0);
        }
        Instant now = clock.instant();
        Look last = looks.get(table);
        if (last == null || !now.isBefore(last.at().plus(INTERVAL))) {
            long[] oldest = {now.toEpochMilli()};
            if (!stores.read(
                    WaitingRoom.store(table),
                    (byte[] id, byte[] row) -> oldest[0] = Math.min(oldest[0], WaitingRoom.arrival(row)))) {
                return OptionalLong.empty();
            }
            last = new Look(now, oldest[0]);
            looks.put(table, last);
        }
        return OptionalLong.of(Math.max(
                0, Duration.ofMillis(now.toEpochMilli() - last.oldest()).toSeconds()));
    }
}
