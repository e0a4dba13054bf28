package dev.healthdata.validator.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Reads what a {@link BinaryWriter} wrote, in the same order. */
public final class BinaryReader {
    private final ByteBuffer buffer;

    public BinaryReader(byte[] bytes) {
        this.buffer = ByteBuffer.wrap(bytes);
    }

    /**
     * Reads the first byte, which tells the format of the rest.
     *
     * @throws IllegalArgumentException if another version of the validator wrote it
     */
    public BinaryReader expectFormat(byte format, String what) {
        byte found = buffer.get();
        if (found != format) {
            throw new IllegalArgumentException(what + " of the unknown format " + found);
        }
        return this;
    }

    public byte getByte() {
        return buffer.get();
    }

    public int getInt() {
        return buffer.getInt();
    }

    public long getLong() {
        return buffer.getLong();
    }

    public String getText() {
        return new String(getBytes(), UTF_8);
    }

    public byte[] getBytes() {
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return bytes;
    }
}
