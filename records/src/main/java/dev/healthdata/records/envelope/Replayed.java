package dev.healthdata.records.envelope;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * Marks a raw record that an operator sent again, maybe repaired. Its {@link Provenance} is that of the original.
 *
 * @param partition of the raw record that it takes the place of
 * @param offset of that record
 */
public record Replayed(int partition, long offset) {
    public static final String HEADER = "replay.of";

    public void writeTo(Headers headers) {
        HeaderText.set(headers, HEADER, partition + "/" + offset);
    }

    /** Empty if it is no replay of ours. */
    public static Optional<Replayed> from(Headers headers) {
        return HeaderText.get(headers, HEADER)
                .filter(text -> text.matches("\\d{1,9}/\\d{1,18}"))
                .map(text -> text.split("/"))
                .map(parts -> new Replayed(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
    }
}
