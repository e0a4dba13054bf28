package dev.healthdata.validator.judge;

import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A raw record with where it lay and where it came from. Patient data. */
public final class RawRow {
    private final Record<byte[], byte[]> record;
    private final RawOrigin origin;
    private final Optional<Provenance> provenance;

    public RawRow(Record<byte[], byte[]> record, RecordMetadata metadata) {
        this.record = record;
        this.origin = new RawOrigin(metadata.topic(), metadata.partition(), metadata.offset());
        this.provenance = Provenance.from(record.headers());
    }

    public Record<byte[], byte[]> record() {
        return record;
    }

    public RawOrigin origin() {
        return origin;
    }

    /** Empty if the record is not from our producer. */
    public Optional<Provenance> provenance() {
        return provenance;
    }

    /** What it closes, if it is no row but an operator's closing of a dead letter. */
    public Optional<Closing> closing() {
        return Closing.from(record.key(), record.value(), record.headers());
    }
}
