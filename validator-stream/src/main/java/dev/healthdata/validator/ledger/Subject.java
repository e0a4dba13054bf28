package dev.healthdata.validator.ledger;

import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.validator.judge.RawRow;
import java.util.Optional;

/** The raw record that something is said about. */
final class Subject {
    private final byte[] key;
    private final long version;
    private final long rawOffset;
    private final Optional<Provenance> provenance;

    private Subject(byte[] key, long version, long rawOffset, Optional<Provenance> provenance) {
        this.key = key;
        this.version = version;
        this.rawOffset = rawOffset;
        this.provenance = provenance;
    }

    /** @param key the row's id, or what its dead letter lies under */
    static Subject of(byte[] key, long version, RawRow raw) {
        return new Subject(key, version, raw.origin().offset(), raw.provenance());
    }

    static Subject of(byte[] id, WaitingRow row) {
        return new Subject(id, row.version(), row.rawOffset(), row.provenance());
    }

    byte[] key() {
        return key;
    }

    long version() {
        return version;
    }

    long rawOffset() {
        return rawOffset;
    }

    /** Empty if the record is not from our producer. */
    Optional<Provenance> provenance() {
        return provenance;
    }
}
