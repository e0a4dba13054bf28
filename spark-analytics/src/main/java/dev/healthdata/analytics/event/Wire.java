package dev.healthdata.analytics.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;

/** Bytes that begin with the version of their format. Used for events, state and snapshots alike. */
public final class Wire {
    /** Of everything that this part writes for itself. A new one needs a rebuild, which the start asks for. */
    public static final int FORMAT = 1;

    private Wire() {}

    /** Writes what comes after the version. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(DataOutput out) throws IOException;
    }

    /** Reads what comes after the version. */
    @FunctionalInterface
    public interface Reader<T> {
        T readFrom(DataInput in) throws IOException;
    }

    /** @throws IllegalStateException if a text is too long, which the source should have left out */
    public static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(FORMAT);
            writer.writeTo(out);
        } catch (UTFDataFormatException e) {
            throw new IllegalStateException("a text of more than 65,535 bytes"); // without the cause, which quotes it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalStateException if they are of another format, or not whole */
    public static <T> T read(byte[] bytes, Reader<T> reader) {
        ByteArrayInputStream left = new ByteArrayInputStream(bytes);
        try {
            DataInputStream in = new DataInputStream(left);
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new IllegalStateException("format " + format + " instead of " + FORMAT);
            }
            T value = reader.readFrom(in);
            if (left.available() > 0) {
                throw new IllegalStateException("more than was written");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalStateException("less than was written", e);
        }
    }

    /** Text or null; up to 65,535 bytes, and no column of the database takes as much. */
    public static void writeText(DataOutput out, String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    public static String readText(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
