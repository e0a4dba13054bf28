package dev.healthdata.platform.books;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.WaitingRoom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Since when the row that waits longest has waited, by the waiting rooms' topics. It reads them as a whole. */
public final class OldestWaiting {
    private OldestWaiting() {}

    /**
     * Empty if none waits.
     *
     * @param validator the validator's application id
     */
    public static Optional<Instant> read(TopicReader reader, String validator) {
        List<String> rooms = Tables.all().stream()
                .map(table -> WaitingRoom.changelog(validator, table))
                .toList();
        long[] oldest = {Long.MAX_VALUE};
        reader.ends(reader.partitions(rooms))
                .forEach((partition, end) -> LatestRecords.forEach(reader, partition, end, each -> {
                    if (each.value() != null) {
                        oldest[0] = Math.min(oldest[0], WaitingRoom.arrival(each.value()));
                    }
                }));
        return oldest[0] == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest[0]));
    }
}
