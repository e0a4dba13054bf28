package dev.healthdata.sink.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.sink.change.Origin;
import dev.healthdata.sink.write.Parent;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the sink must know of a dead letter that it wrote, from its headers.
 *
 * @param version of the row that was not stored; of a record that is no row, the lowest that can have come after it
 * @param partition of the clean topic of its table, where the row is
 * @param offset of its clean record
 * @param time of its clean record, in milliseconds
 * @param parent of a row that is stored once another one is, that one
 */
record SinkLetter(long version, int partition, long offset, long time, Optional<Parent> parent) {
    private static final String VERSION = "dead-letter.version";
    private static final String WAITS_FOR = "dead-letter.waits-for";
    private static final String CLEAN = "dead-letter.clean";

    static void write(Refused row, Headers headers) {
        Origin origin = row.origin();
        put(headers, VERSION, Long.toString(row.version()));
        put(headers, CLEAN, origin.partition().partition() + "/" + origin.offset() + "/" + origin.timestamp());
        row.parent()
                .ifPresent(
                        parent -> put(headers, WAITS_FOR, parent.table() + "/" + parent.column() + "/" + parent.id()));
    }

    /** Empty where somebody else than the sink wrote the letter. */
    static Optional<SinkLetter> of(Headers headers) {
        return text(headers, VERSION).flatMap(version -> text(headers, CLEAN).map(clean -> {
            String[] place = clean.split("/", 3);
            return new SinkLetter(
                    Long.parseLong(version),
                    Integer.parseInt(place[0]),
                    Long.parseLong(place[1]),
                    Long.parseLong(place[2]),
                    text(headers, WAITS_FOR).map(SinkLetter::parent));
        }));
    }

    private static Parent parent(String waitsFor) {
        String[] parts = waitsFor.split("/", 3);
        return new Parent(Tables.named(parts[0]), parts[2], parts[1]);
    }

    private static void put(Headers headers, String name, String text) {
        headers.remove(name).add(name, text.getBytes(UTF_8));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), UTF_8));
    }
}
