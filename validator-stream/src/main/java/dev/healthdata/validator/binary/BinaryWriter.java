package dev.healthdata.validator.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Grows as it is written to. */
public final class BinaryWriter {
    private ByteBuffer buffer;

    /** @param capacity the size that is expected, in bytes */
    public BinaryWriter(int capacity) {
        this.buffer = ByteBuffer.allocate(capacity);
    }

    public BinaryWriter putByte(int value) {
        room(1).put((byte) value);
        return this;
    }

    public BinaryWriter putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public BinaryWriter putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public BinaryWriter putText(String text) {
        return putBytes(text.getBytes(UTF_8));
    }

    public BinaryWriter putBytes(byte[] bytes) {
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        return this;
    }

    public byte[] toBytes() {
        return buffer.position() == buffer.capacity()
                ? buffer.array()
                : Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(buffer.position() + bytes, 2 * buffer.capacity());
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), capacity)).position(buffer.position());
        }
        return buffer;
    }
}
