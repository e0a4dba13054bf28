package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.platform.deadletters.letter.OpenLetters;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What came last of some ids, whether it was accepted, waits, or was rejected. By it a row is known that was accepted before, or
 * that would take the place of a newer one.
 */
final class NewestRows {
    /** @param raw null where nobody says which raw record it was */
    private record Came(RawOrigin raw, Instant arrived) {
        /** By the time where it lay in another partition, which other programs may choose. */
        boolean isAfter(RawOrigin other, Instant otherArrived) {
            boolean samePlace =
                    raw != null && raw.topic().equals(other.topic()) && raw.partition() == other.partition();
            return samePlace ? raw.offset() > other.offset() : arrived.isAfter(otherArrived);
        }

        boolean isAfter(Target target) {
            return isAfter(target.raw(), target.arrived());
        }
    }

    private record Accepted(long content, Came came) {}

    private final Table table;
    private final Map<String, Accepted> accepted = new HashMap<>();
    private final Map<String, Came> waiting = new HashMap<>();
    private final Map<String, Came> rejected = new HashMap<>();

    private NewestRows(Table table) {
        this.table = table;
    }

    static NewestRows none(Table table) {
        return new NewestRows(table);
    }

    /**
     * Reads what is said of them, unless nobody is asked about: in the order in which a row goes its way, so that it is seen.
     *
     * @param validator the validator's application id
     */
    static NewestRows read(TopicReader reader, String validator, Table table, Set<String> ids) {
        NewestRows rows = new NewestRows(table);
        if (ids.isEmpty()) {
            return rows;
        }
        forEach(reader, WaitingRoom.changelog(validator, table), ids, rows::takeWaiting);
        forEach(reader, table.cleanTopic(), ids, rows::takeClean);
        new OpenLetters(reader).forEach(List.of(table), letter -> {
            // What the database refused was accepted before.
            if (letter.why().stage() != Stage.SINK && ids.contains(letter.id())) {
                rows.takeRejected(letter);
            }
        });
        return rows;
    }

    /** Whether a row may take the place of a newer one: others are the newest of their keys, or have no dead letter any more. */
    static boolean mayBeOutdated(Candidate corrected) {
        return corrected.target().stage() == Stage.SINK || RawRow.isRenamed(corrected);
    }

    /** Whether the newest accepted one with its id says the same. */
    boolean haveAccepted(Fields row) {
        Accepted known = accepted.get(row.id());
        return known != null && known.content() == Content.of(row.values());
    }

    /** Why a row is not to be sent; empty if it is. */
    Optional<Result> objection(Candidate corrected) {
        if (!mayBeOutdated(corrected) || !isOutdated(corrected)) {
            return Optional.empty();
        }
        String reason = RawRow.isRenamed(corrected)
                ? "gets an id of which another row came later: close this dead letter, or send the row in a file"
                : "a newer row of it came, whose place it would take";
        return Optional.of(Result.of(corrected.target(), Outcome.SKIPPED, reason));
    }

    private boolean isOutdated(Candidate corrected) {
        Target target = corrected.target();
        String id = RawRow.key(corrected);
        Accepted known = accepted.get(id);
        boolean replaced = known != null
                && known.came().isAfter(target)
                && !(RawRow.isRenamed(corrected) && haveAccepted(Preparation.fields(corrected)));
        return replaced
                || Stream.of(waiting, rejected)
                        .map(rows -> rows.get(id))
                        .anyMatch(came -> came != null && came.isAfter(target));
    }

    private static void forEach(
            TopicReader reader,
            String topic,
            Set<String> ids,
            BiConsumer<String, ConsumerRecord<byte[], byte[]>> action) {
        reader.read(reader.beginnings(reader.partitions(List.of(topic))), each -> {
            String id = each.key() == null ? "" : new String(each.key(), UTF_8);
            if (ids.contains(id)) {
                action.accept(id, each);
            }
        });
    }

    /** Rows of an id that came under other keys have a dead letter each. */
    private void takeRejected(OpenLetter letter) {
        Came before = rejected.get(letter.id());
        if (before == null || !before.isAfter(letter.raw(), letter.lastSeen())) {
            rejected.put(letter.id(), new Came(letter.raw(), letter.lastSeen()));
        }
    }

    private void takeClean(String id, ConsumerRecord<byte[], byte[]> each) {
        if (each.value() == null) {
            accepted.remove(id);
            return;
        }
        try {
            long content =
                    Content.of(CleanJson.decode(table, each.value()).fields().values());
            RawOrigin raw = RawOrigin.from(each.headers()).orElse(null);
            accepted.put(id, new Accepted(content, new Came(raw, Instant.ofEpochMilli(each.timestamp()))));
        } catch (IllegalArgumentException e) {
            accepted.remove(id); // no clean record
        }
    }

    private void takeWaiting(String id, ConsumerRecord<byte[], byte[]> each) {
        waiting.remove(id);
        if (each.value() != null) {
            RawOrigin raw = new RawOrigin(table.rawTopic(), each.partition(), WaitingRoom.rawOffset(each.value()));
            waiting.put(id, new Came(raw, Instant.ofEpochMilli(WaitingRoom.arrival(each.value()))));
        }
    }
}
