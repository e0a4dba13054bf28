package dev.healthdata.records.envelope;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;

/**
 * An operator's word that a dead letter is over, although its row was not accepted. It marks a raw record that is no row: its
 * key is the dead letter's, it has no value, and it lies in the partition of the dead letter's raw record, so that the one
 * task that speaks for this key hears it in order.
 *
 * @param upTo the offset of the dead letter's raw record; one of a later record stays open
 */
public record Closing(long upTo) {
    public static final String HEADER = "dead-letter.close";

    public void writeTo(Headers headers) {
        HeaderText.set(headers, HEADER, Long.toString(upTo));
    }

    /**
     * What a raw record closes; empty if it closes nothing.
     *
     * @param key of the record, may be null
     * @param value of the record, may be null
     */
    public static Optional<Closing> from(byte[] key, byte[] value, Headers headers) {
        if (key == null || value != null) {
            return Optional.empty();
        }
        OptionalLong upTo = HeaderText.number(headers, HEADER);
        return upTo.isPresent() ? Optional.of(new Closing(upTo.getAsLong())) : Optional.empty();
    }
}
