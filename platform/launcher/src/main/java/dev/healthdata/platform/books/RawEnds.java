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

    /** The offset of the last committed record by table and partition; -1 where there is none. */
    public Map<Table, Map<Integer, Long>> read() {
        Map<Table, Map<Integer, Long>> last = new HashMap<>();
        for (Table table : Tables.all()) {
            Map<Integer, Long> byPartition = new HashMap<>();
            for (TopicPartition partition : reader.partitions(List.of(table.rawTopic()))) {
                byPartition.put(partition.partition(), lastRecord(partition));
            }
            last.put(table, byPartition);
        }
        return last;
    }

    private long lastRecord(TopicPartition partition) {
        long beginning = reader.beginnings(List.of(partition)).get(partition);
        long end = reader.ends(List.of(partition)).get(partition);
        long[] last = {-1};
        for (long step = FIRST_STEP_BACK; last[0] < 0 && end > beginning; step *= 16) {
            long start = Math.max(beginning, end - step);
            reader.read(Map.of(partition, start), entry -> last[0] = entry.offset());
            if (start == beginning) {
                break;
            }
        }
        return last[0];
    }
}
