package dev.healthdata.records.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** What can be told of a raw record, whoever wrote it; the validator and the audit must tell the same. */
public final class RawRecord {
    /** Of a dead letter's key; no id is as long. */
    public static final int MAX_KEY_BYTES = 4 << 10;

    private RawRecord() {}

    /** The row that it holds, whatever its rules say of it; empty if it is none. */
    public static Optional<Fields> row(Table table, byte[] value, Headers headers) {
        return SourceError.from(headers).isEmpty() && RawJson.decode(value) instanceof RawJson.Decoded.Text text
                ? Optional.of(Fields.trimmed(table, text.byColumn()))
                : Optional.empty();
    }

    /**
     * What the record's dead letter lies under, and what its fate is told by: its key, unless that can be none of a dead letter's or
     * another row has a better right to it. Rows of different ids must never share a dead letter.
     *
     * @param key of the record, may be null
     * @param placed whether it lies in its key's partition
     * @param row that it holds
     */
    public static String key(
            byte[] key, boolean placed, Optional<Fields> row, Optional<Provenance> source, RawOrigin origin) {
        if (key != null && placed && key.length <= MAX_KEY_BYTES && LetterKey.isText(key)) {
            String text = new String(key, UTF_8);
            // A row without an id has another key by right.
            if (row.map(Fields::id).filter(id -> !id.equals(text)).isEmpty()) {
                return text;
            }
        }
        return keyWithoutId(source, origin);
    }

    /** A key of its own for a record that cannot have a row's. */
    public static String keyWithoutId(Optional<Provenance> source, RawOrigin origin) {
        return source.map(Provenance::keyWithoutId)
                .orElseGet(() -> origin.topic() + ":" + origin.partition() + ":" + origin.offset());
    }
}
