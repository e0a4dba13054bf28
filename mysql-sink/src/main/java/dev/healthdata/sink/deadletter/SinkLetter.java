package dev.healthdata.sink.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.sink.write.Parent;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the sink must know of a dead letter that it wrote, from its headers.
 *
 * @param version of the row that was not stored
 * @param waiting of a row that is stored once another one is
 */
record SinkLetter(long version, Optional<Waiting> waiting) {
    private static final String VERSION = "dead-letter.version";
    private static final String WAITS_FOR = "dead-letter.waits-for";
    private static final String CLEAN = "dead-letter.clean";

    /**
     * A row that waits.
     *
     * @param partition of the clean topic of its table, where the row itself is
     */
    record Waiting(Parent parent, int partition, long offset) {}

    static void write(Refused row, Headers headers) {
        row.row().ifPresent(refused -> put(headers, VERSION, Long.toString(refused.version())));
        row.parent().ifPresent(parent -> {
            put(headers, WAITS_FOR, parent.table() + "/" + parent.column() + "/" + parent.id());
            put(
                    headers,
                    CLEAN,
                    row.origin().partition().partition() + "/" + row.origin().offset());
        });
    }

    /** Empty where somebody else than the sink wrote the letter, or the record had no version. */
    static Optional<SinkLetter> of(Headers headers) {
        return text(headers, VERSION).map(version -> new SinkLetter(Long.parseLong(version), waiting(headers)));
    }

    private static Optional<Waiting> waiting(Headers headers) {
        return text(headers, WAITS_FOR).flatMap(waitsFor -> text(headers, CLEAN).map(clean -> {
            String[] parent = waitsFor.split("/", 3);
            String[] place = clean.split("/", 2);
            return new Waiting(
                    new Parent(Tables.named(parent[0]), parent[2], parent[1]),
                    Integer.parseInt(place[0]),
                    Long.parseLong(place[1]));
        }));
    }

    private static void put(Headers headers, String name, String text) {
        headers.remove(name).add(name, text.getBytes(UTF_8));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), UTF_8));
    }
}
