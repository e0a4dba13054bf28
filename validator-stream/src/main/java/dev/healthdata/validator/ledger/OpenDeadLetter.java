package dev.healthdata.validator.ledger;

import dev.healthdata.records.envelope.Stage;
import dev.healthdata.validator.binary.BinaryReader;
import dev.healthdata.validator.binary.BinaryWriter;

/**
 * A dead letter that is not closed.
 *
 * @param version of the row that is one
 * @param rawOffset of that row
 * @param history with this one
 */
record OpenDeadLetter(long version, long rawOffset, Stage stage, History history) {
    private static final byte FORMAT = 1;
    private static final int BYTES = 48;

    byte[] encode() {
        return new BinaryWriter(BYTES)
                .putByte(FORMAT)
                .putLong(version)
                .putLong(rawOffset)
                .putText(stage.name())
                .putInt(history.attempts())
                .putLong(history.firstSeen())
                .toBytes();
    }

    static OpenDeadLetter decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes).expectFormat(FORMAT, "an open dead letter");
        return new OpenDeadLetter(
                in.getLong(), in.getLong(), Stage.valueOf(in.getText()), new History(in.getInt(), in.getLong()));
    }
}
