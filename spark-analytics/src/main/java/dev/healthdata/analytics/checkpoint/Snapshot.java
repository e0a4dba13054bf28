package dev.healthdata.analytics.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.analytics.event.Wire;
import dev.healthdata.analytics.total.Totals;
import dev.healthdata.analytics.total.TotalsCodec;
import java.util.Optional;

/**
 * The totals after a batch.
 *
 * @param batch its number, -1 before the first
 * @param offsets up to where it read
 */
public record Snapshot(long batch, Offsets offsets, Totals totals) {
    /**
     * Makes sure that it stands where the checkpoint stands.
     *
     * @param expected up to where the batch read, by the checkpoint
     * @throws CheckpointException if it does not
     */
    public void requireAt(Optional<Offsets> expected) {
        if (!expected.equals(Optional.of(offsets))) {
            throw new CheckpointException(
                    "The snapshot of batch " + batch + " has other offsets than the checkpoint: it belongs to another");
        }
    }

    byte[] encode() {
        return Wire.write(out -> {
            out.writeLong(batch);
            byte[] json = offsets.json().getBytes(UTF_8);
            out.writeInt(json.length);
            out.write(json);
            TotalsCodec.write(out, totals);
        });
    }

    static Snapshot decode(byte[] bytes) {
        return Wire.read(bytes, in -> {
            long batch = in.readLong();
            byte[] json = new byte[in.readInt()];
            in.readFully(json);
            Offsets offsets = Offsets.parse(new String(json, UTF_8));
            return new Snapshot(batch, offsets, TotalsCodec.read(in));
        });
    }
}
