package dev.healthdata.validator.ledger;

import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.Warnings;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.validator.binary.BinaryReader;
import dev.healthdata.validator.binary.BinaryWriter;
import dev.healthdata.validator.message.Days;
import java.util.Optional;

/**
 * A version of a row that waits for the rows that it refers to. It holds the raw bytes and no more of the row: a dead
 * letter needs them as they were, and what a clean record needs can be read from them again. Patient data.
 */
final class WaitingRow {
    private static final int FIXED_BYTES = 192;

    private final long version;
    private final long rawOffset;
    private final int missing;
    private final boolean overdue;
    private final Appraisal appraisal;
    private final History history;
    private final Optional<Provenance> provenance;
    private final byte[] raw;

    /**
     * @param missing a bit for each of its table's references that no answer has confirmed
     * @param overdue whether the grace period of one of them is over
     * @param history of dead letters under its id
     */
    WaitingRow(
            long version,
            long rawOffset,
            int missing,
            boolean overdue,
            Appraisal appraisal,
            History history,
            Optional<Provenance> provenance,
            byte[] raw) {
        this.version = version;
        this.rawOffset = rawOffset;
        this.missing = missing;
        this.overdue = overdue;
        this.appraisal = appraisal;
        this.history = history;
        this.provenance = provenance;
        this.raw = raw;
    }

    static WaitingRow decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes).expectFormat(WaitingRoom.FORMAT, "a waiting row");
        return new WaitingRow(
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getByte() == 1,
                new Appraisal(Warnings.split(in.getText()), Days.read(in), in.getInt()),
                new History(in.getInt(), in.getLong()),
                in.getByte() == 1
                        ? Optional.of(new Provenance(in.getText(), in.getText(), in.getLong(), in.getLong()))
                        : Optional.empty(),
                in.getBytes());
    }

    byte[] encode() {
        BinaryWriter out = new BinaryWriter(FIXED_BYTES + raw.length)
                .putByte(WaitingRoom.FORMAT)
                .putLong(version)
                .putLong(rawOffset)
                .putInt(missing)
                .putByte(overdue ? 1 : 0)
                .putText(Warnings.join(appraisal.warnings()));
        appraisal.compared().write(out);
        out.putInt(appraisal.broken())
                .putInt(history.attempts())
                .putLong(history.firstSeen())
                .putByte(provenance.isPresent() ? 1 : 0);
        provenance.ifPresent(from -> out.putText(from.file())
                .putText(from.sha256())
                .putLong(from.record())
                .putLong(from.line()));
        return out.putBytes(raw).toBytes();
    }

    long version() {
        return version;
    }

    long rawOffset() {
        return rawOffset;
    }

    int missing() {
        return missing;
    }

    boolean overdue() {
        return overdue;
    }

    Appraisal appraisal() {
        return appraisal;
    }

    History history() {
        return history;
    }

    Optional<Provenance> provenance() {
        return provenance;
    }

    byte[] raw() {
        return raw;
    }

    WaitingRow withAnswers(int stillMissing, int broken) {
        return new WaitingRow(
                version, rawOffset, stillMissing, overdue, appraisal.withBroken(broken), history, provenance, raw);
    }

    WaitingRow asOverdue() {
        return new WaitingRow(version, rawOffset, missing, true, appraisal, history, provenance, raw);
    }
}
