package dev.healthdata.platform.books;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.WaitingRoom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

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
        for (TopicPartition partition : reader.partitions(rooms)) {
            Map<TopicPartition, Long> starts = reader.beginnings(List.of(partition));
            Map<TopicPartition, Long> ends = reader.ends(List.of(partition));
            KeyOffsets last = new KeyOffsets();
            reader.readTo(starts, ends, each -> last.put(each.key(), each.offset()));
            reader.readTo(starts, ends, each -> {
                if (each.value() != null && last.isLast(each.key(), each.offset())) {
                    oldest[0] = Math.min(oldest[0], each.timestamp());
                }
            });
        }
        return oldest[0] == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest[0]));
    }
}
