package dev.healthdata.validator.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawRecord;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import dev.healthdata.validator.message.Partitions;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/** What the validator can carry on: a record of any size and key can be written to the raw topics by other programs. */
public record RecordLimits(Partitions partitions) {
    /** Of a dead letter's own headers. */
    private static final int ENVELOPE_BYTES = 64 << 10;

    private static final int MAX_BYTES = Topics.MAX_RECORD_BYTES - ENVELOPE_BYTES;

    private static final byte[] NOTHING = {};

    /** A key may be of any length: no id is as long, which is for the rules to say with all else that they find. */
    boolean exceededBy(RawRow raw) {
        return size(raw.record().value()) > room(raw);
    }

    /** Whether its key's owner is the partition that it lies in; without a key, any is as good. */
    boolean placed(RawRow raw) {
        byte[] key = raw.record().key();
        return key == null || partitions.of(key) == raw.origin().partition();
    }

    /** What a dead letter of it may be keyed by. */
    public byte[] deadLetterKey(Table table, RawRow raw) {
        Record<byte[], byte[]> record = raw.record();
        Optional<Fields> row = RawRecord.row(table, record.value(), record.headers());
        return RawRecord.key(record.key(), placed(raw), row, raw.provenance(), raw.origin())
                .getBytes(UTF_8);
    }

    /** The bytes of the raw value, or as many of them as there is room for; never null, which would close it. */
    public byte[] deadLetterValue(RawRow raw) {
        byte[] value = raw.record().value();
        if (value == null) {
            return NOTHING;
        }
        int room = room(raw);
        return value.length > room ? Arrays.copyOf(value, room) : value;
    }

    private static int room(RawRow raw) {
        int provenance = raw.provenance().map(RecordLimits::size).orElse(0);
        return Math.max(0, MAX_BYTES - RawRecord.MAX_KEY_BYTES - provenance);
    }

    /** At most four bytes a character, in UTF-8. */
    private static int size(Provenance provenance) {
        return 4 * (provenance.file().length() + 2 * provenance.sha256().length());
    }

    private static int size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
