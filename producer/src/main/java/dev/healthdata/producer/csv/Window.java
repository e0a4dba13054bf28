package dev.healthdata.producer.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The part of a stream that is looked at: it begins where the last row ended and grows for as long as one asks. */
final class Window {
    private static final int INITIAL_BYTES = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int start;
    private int end;
    private boolean ended;
    private long consumed;

    Window(InputStream in) {
        this.in = in;
    }

    /** Bytes of the stream before the window. */
    long consumed() {
        return consumed;
    }

    /** The byte this far behind the window's beginning, 0 to 255, or -1 behind the end of the stream. */
    int peek(int offset) throws IOException {
        int at = start + offset;
        return at < end ? buffer[at] & 0xff : peekBehind(offset);
    }

    /** A copy. */
    byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(buffer, start + from, start + to);
    }

    /** The buffer itself, for reading at {@link #start}, until the next call of any other method. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    /** Moves the beginning over bytes that were looked at. */
    void consume(int bytes) {
        start += bytes;
        consumed += bytes;
    }

    /** Moves the beginning over any number of bytes, or to the end of the stream. */
    void skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0 && peek(0) >= 0) {
            int step = (int) Math.min(left, end - start);
            consume(step);
            left -= step;
        }
    }

    private int peekBehind(int offset) throws IOException {
        while (start + offset >= end && !ended) {
            makeRoom();
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                ended = true;
            } else {
                end += read;
            }
        }
        return start + offset < end ? buffer[start + offset] & 0xff : -1;
    }

    private void makeRoom() {
        if (end < buffer.length) {
            return;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }
}
