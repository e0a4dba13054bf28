package dev.healthdata.platform.audit;

import dev.healthdata.platform.audit.TableTopics.Clean;
import dev.healthdata.platform.audit.TableTopics.Dead;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Gives each raw record of a table its fate. Rows of one key lie in one partition, so the raw offset tells which of them
 * came later.
 */
final class FateCount {
    private final Table table;
    private final Map<String, Clean> clean;
    private final Map<String, Dead> deadLetters;
    private final Set<String> waiting;
    private final Differences differences;

    /** Rows that are neither clean nor dead letters, in the order of arrival: of a waiting id the last one waits. */
    private final Map<String, List<String>> others = new HashMap<>();

    private long rows;
    private long stored;
    private long superseded;
    private long deadLettered;

    FateCount(
            Table table,
            Map<String, Clean> clean,
            Map<String, Dead> deadLetters,
            Set<String> waiting,
            Differences differences) {
        this.table = table;
        this.clean = clean;
        this.deadLetters = deadLetters;
        this.waiting = waiting;
        this.differences = differences;
    }

    void add(ConsumerRecord<byte[], byte[]> raw) {
        rows++;
        String key = TableTopics.key(raw);
        Clean accepted = clean.get(key);
        if (accepted != null && raw.offset() == accepted.rawOffset()) {
            stored++;
        } else if (accepted != null && raw.offset() < accepted.rawOffset()) {
            superseded++;
        } else if (isDeadLetter(raw.offset(), key)) {
            deadLettered++;
        } else {
            others.computeIfAbsent(key, id -> new ArrayList<>()).add(where(raw));
        }
    }

    TableBooks books() {
        long waits = 0;
        long replaced = superseded;
        long lost = 0;
        for (Map.Entry<String, List<String>> each : others.entrySet()) {
            boolean overdue = isOverdue(each.getKey());
            if (waiting.contains(each.getKey())) {
                waits += overdue ? 0 : 1;
                replaced += each.getValue().size() - (overdue ? 0 : 1);
            } else {
                lost += each.getValue().size();
                each.getValue()
                        .forEach(
                                where -> differences.add(table + " " + each.getKey() + " has no fate (" + where + ")"));
            }
        }
        return new TableBooks(rows, stored, replaced, waits, deadLettered, lost);
    }

    /** Of rows that were rejected one after the other under one key, the letter holds the last; all of them are dead. */
    private boolean isDeadLetter(long offset, String key) {
        Dead letter = deadLetters.get(key);
        return letter != null
                && (offset == letter.rawOffset() || (offset < letter.rawOffset() && !waiting.contains(key)));
    }

    private boolean isOverdue(String key) {
        Dead letter = deadLetters.get(key);
        return letter != null && letter.reference();
    }

    private static String where(ConsumerRecord<byte[], byte[]> raw) {
        return Provenance.from(raw.headers())
                .map(source -> source.file() + ", line " + source.line())
                .orElse(raw.topic() + "-" + raw.partition() + ", offset " + raw.offset());
    }
}
