package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.audit.KeyBooks.Clean;
import dev.healthdata.platform.audit.KeyBooks.Stored;
import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Table;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares a table of the database with the newest clean rows: the same ids, each in the same version and with the same values.
 * The database is read after the cut and may know newer rows; what differs is looked up among the clean records behind it.
 */
final class DatabaseAudit {
    private static final int MAX_SUSPECTS = 100_000;

    private record Suspect(Optional<Stored> stored, String finding) {}

    private final Table table;
    private final Map<String, Suspect> suspects = new TreeMap<>();
    private final RefusedRows refused;
    private long more;

    /** @param refused clean rows that the database refused, each with a dead letter of stage SINK, are added to it */
    DatabaseAudit(Table table, RefusedRows refused) {
        this.table = table;
        this.refused = refused;
    }

    void compare(String id, KeyBooks books) {
        Clean clean = books.clean;
        Stored stored = books.stored;
        if (isRefused(books)) {
            refused.add(table, id);
            return;
        }
        if (clean == null || clean.deleted()) {
            if (stored != null) {
                suspect(id, stored, "is in the database and not among the clean rows");
            }
        } else if (stored == null) {
            suspect(id, null, "is not in the database");
        } else if (stored.version() != clean.version()) {
            suspect(
                    id,
                    stored,
                    "has version " + stored.version() + " in the database and " + clean.version()
                            + " among the clean rows");
        } else if (stored.content() != clean.content()) {
            suspect(id, stored, "has other values in the database than among the clean rows");
        }
    }

    /** Adds what differs and is not explained by clean records that came after the cut. */
    void finish(TopicReader reader, Map<TopicPartition, Long> cleanEnds, Differences differences) {
        if (!suspects.isEmpty()) {
            reader.read(cleanEnds, this::explain);
        }
        suspects.forEach((id, suspect) -> differences.add(table + " " + id + " " + suspect.finding()));
        differences.addUnnamed(more);
    }

    /** The refused version is not there, an older one may be. */
    private static boolean isRefused(KeyBooks books) {
        return books.refused != null
                && books.refused.open()
                && (books.stored == null || books.clean == null || books.stored.version() < books.clean.version());
    }

    private void suspect(String id, Stored stored, String finding) {
        if (suspects.size() < MAX_SUSPECTS) {
            suspects.put(id, new Suspect(Optional.ofNullable(stored), finding));
        } else {
            more++;
        }
    }

    private void explain(ConsumerRecord<byte[], byte[]> each) {
        if (each.key() == null) {
            return;
        }
        String id = new String(each.key(), UTF_8);
        Suspect suspect = suspects.get(id);
        if (suspect != null && explains(each, suspect)) {
            suspects.remove(id);
        }
    }

    private boolean explains(ConsumerRecord<byte[], byte[]> each, Suspect suspect) {
        try {
            return stored(each).equals(suspect.stored());
        } catch (IllegalArgumentException e) {
            return false; // no clean record: the sink stores nothing of it
        }
    }

    private Optional<Stored> stored(ConsumerRecord<byte[], byte[]> each) {
        if (each.value() == null) {
            return Optional.empty();
        }
        CleanJson.Clean row = CleanJson.decode(table, each.value());
        return Optional.of(new Stored(row.version(), Content.of(row.fields().values())));
    }
}
