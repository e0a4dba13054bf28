package dev.healthdata.platform.books;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The last raw record of each partition. Kafka's end offsets do not tell: they count the markers of transactions too. */
public final class RawEnds {
    private static final long FIRST_STEP_BACK = 16;

    private final TopicReader reader;

    public RawEnds(TopicReader reader) {
        this.reader = reader;
    }

    /** The offset of the last visible record by table and partition; -1 where there is none. */
    public Map<Table, Map<Integer, Long>> read() {
        return read(reader.ends(partitions()));
    }

    /** The same once every transaction that is under way now has ended: after the last row was sent, the last of all. */
    public Map<Table, Map<Integer, Long>> settled() throws InterruptedException {
        return read(reader.settledEnds(partitions()));
    }

    private List<TopicPartition> partitions() {
        return reader.partitions(Tables.all().stream().map(Table::rawTopic).toList());
    }

    private Map<Table, Map<Integer, Long>> read(Map<TopicPartition, Long> ends) {
        Map<Table, Map<Integer, Long>> last = new HashMap<>();
        for (Table table : Tables.all()) {
            Map<Integer, Long> byPartition = new HashMap<>();
            ends.forEach((partition, end) -> {
                if (partition.topic().equals(table.rawTopic())) {
                    byPartition.put(partition.partition(), lastRecord(partition, end));
                }
            });
            last.put(table, byPartition);
        }
        return last;
    }

    private long lastRecord(TopicPartition partition, long end) {
        long beginning = reader.beginnings(List.of(partition)).get(partition);
        long[] last = {-1};
        for (long step = FIRST_STEP_BACK; last[0] < 0 && end > beginning; step *= 16) {
            long start = Math.max(beginning, end - step);
            reader.readTo(Map.of(partition, start), Map.of(partition, end), entry -> last[0] = entry.offset());
            if (start == beginning) {
                break;
            }
        }
        return last[0];
    }
}
