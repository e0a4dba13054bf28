package dev.healthdata.producer.csv;

import dev.healthdata.records.topic.Topics;
import java.io.IOException;

/**
 * Finds where the row that begins at the window's beginning ends. Stricter than most readers, so that a lost quote shows
 * at once: a quoted field begins right after a delimiter or at the beginning of the row, and its closing quote stands
 * right before a delimiter or the end of the line.
 */
final class RecordScanner {
    /** The most lines that the quotes of one row may hold together; an unclosed quote is looked for no further. */
    static final int MAX_LINES = 500;

    private static final int NONE = -1;

    private final Window window;
    private final int delimiter;

    private int length;
    private int fields;
    private int lineEnds;
    private int seen;
    private boolean quotes;
    private boolean nul;

    RecordScanner(Window window, char delimiter) {
        this.window = window;
        this.delimiter = delimiter;
    }

    /** Reads one row; false if a quote stands where none may or is not closed, or the row goes beyond the bounds. */
    boolean scan() throws IOException {
        fields = 1;
        lineEnds = 0;
        seen = 0;
        quotes = false;
        nul = false;
        int at = 0;
        boolean fieldStart = true;
        while (at <= Topics.MAX_ROW_BYTES) {
            int b = window.peek(at);
            if (b == delimiter) {
                fields++;
                fieldStart = true;
                at++;
            } else if (isEnd(b)) {
                length = at;
                return true;
            } else if (b == Dialect.QUOTE) {
                int behind = fieldStart ? behindClosingQuote(at + 1) : NONE;
                if (behind == NONE) {
                    return false;
                }
                fieldStart = false;
                at = behind;
            } else {
                see(b);
                fieldStart = false;
                at++;
            }
        }
        return false;
    }

    /** Bytes of the row, without the line end. */
    int length() {
        return length;
    }

    int fields() {
        return fields;
    }

    /** Line ends inside the row. */
    int lineEnds() {
        return lineEnds;
    }

    boolean hasQuotes() {
        return quotes;
    }

    boolean hasNul() {
        return nul;
    }

    boolean isAscii() {
        return seen < 0x80;
    }

    /** The length of the line from the window's beginning, without its end; looks no further than the bound. */
    int lineLength(int bound) throws IOException {
        int at = 0;
        while (at < bound && !isEnd(window.peek(at))) {
            at++;
        }
        return at;
    }

    /** The length of the line end at this place: LF, CRLF, CR, or nothing at the end of the file. */
    int lineEnd(int at) throws IOException {
        int b = window.peek(at);
        if (b == '\r') {
            return window.peek(at + 1) == '\n' ? 2 : 1;
        }
        return b == '\n' ? 1 : 0;
    }

    /** From behind an opening quote to behind its closing one, or {@link #NONE}. */
    private int behindClosingQuote(int from) throws IOException {
        quotes = true;
        int at = from;
        while (at <= Topics.MAX_ROW_BYTES) {
            int b = window.peek(at);
            if (b == Dialect.QUOTE) {
                int next = window.peek(at + 1);
                if (next != Dialect.QUOTE) {
                    return next == delimiter || isEnd(next) ? at + 1 : NONE;
                }
                at += 2;
            } else if (b == '\n' || b == '\r') {
                if (++lineEnds == MAX_LINES) {
                    return NONE;
                }
                at += lineEnd(at);
            } else if (b < 0) {
                return NONE;
            } else {
                see(b);
                at++;
            }
        }
        return NONE;
    }

    private void see(int b) {
        seen |= b;
        nul |= b == 0;
    }

    private static boolean isEnd(int b) {
        return b == '\n' || b == '\r' || b < 0;
    }
}
