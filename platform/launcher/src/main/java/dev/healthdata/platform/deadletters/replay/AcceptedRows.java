package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest clean rows of some ids, by which a row is known that was accepted before, or that would be older than one. */
final class AcceptedRows {
    private record Accepted(long content, Instant arrived) {}

    private final Table table;
    private final Map<String, Accepted> newest = new HashMap<>();

    private AcceptedRows(Table table) {
        this.table = table;
    }

    static AcceptedRows none(Table table) {
        return new AcceptedRows(table);
    }

    /** Reads the table's clean topic, unless nobody is asked about. */
    static AcceptedRows read(TopicReader reader, Table table, Set<String> ids) {
        AcceptedRows rows = new AcceptedRows(table);
        if (!ids.isEmpty()) {
            reader.read(
                    reader.beginnings(reader.partitions(List.of(table.cleanTopic()))), each -> rows.take(each, ids));
        }
        return rows;
    }

    /** Whether the newest one with its id says the same. */
    boolean have(Fields row) {
        Accepted known = newest.get(row.id());
        return known != null && known.content() == Content.of(row.values());
    }

    /** Why a row that gets another id than its dead letter is kept under is not to be sent; empty if it is. */
    Optional<Result> objection(Candidate corrected) {
        Target target = corrected.target();
        return RawRow.isRenamed(corrected) && haveNewer(Preparation.fields(corrected), target.arrived())
                ? Optional.of(
                        Result.of(
                                target,
                                Outcome.SKIPPED,
                                "gets an id of which another row came later: close this dead letter, or send the row in a file"))
                : Optional.empty();
    }

    /** Whether the newest one with its id says something else, and came after that. */
    private boolean haveNewer(Fields row, Instant arrived) {
        Accepted known = newest.get(row.id());
        return known != null && known.arrived().isAfter(arrived) && !have(row);
    }

    private void take(ConsumerRecord<byte[], byte[]> each, Set<String> ids) {
        String id = each.key() == null ? "" : new String(each.key(), UTF_8);
        if (!ids.contains(id)) {
            return;
        }
        if (each.value() == null) {
            newest.remove(id);
            return;
        }
        try {
            long content =
                    Content.of(CleanJson.decode(table, each.value()).fields().values());
            newest.put(id, new Accepted(content, Instant.ofEpochMilli(each.timestamp())));
        } catch (IllegalArgumentException e) {
            newest.remove(id); // no clean record
        }
    }
}
