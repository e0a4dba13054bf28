package dev.healthdata.producer.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** commons-csv, given one row after the other: a parser for each row would spend more time on its buffers than on it. */
final class QuotedRows {
    private final Feed feed = new Feed();
    private final Iterator<CSVRecord> records;

    QuotedRows(CSVFormat format) {
        try {
            this.records =
                    CSVParser.builder().setReader(feed).setFormat(format).get().iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of text in memory
        }
    }

    /** @throws IllegalStateException if the parser sees other fields than the scanner, and so ends the row elsewhere */
    List<String> fields(String row, int count) {
        feed.next(row + "\n");
        List<String> fields = Arrays.asList(records.next().values());
        if (!feed.isEmpty() || fields.size() != count) {
            throw new IllegalStateException("the parser sees other fields than the scanner");
        }
        return fields;
    }

    /** Never reads ahead into the next row, since that is not there yet. */
    private static final class Feed extends Reader {
        private String text = "";
        private int at;

        void next(String row) {
            text = row;
            at = 0;
        }

        boolean isEmpty() {
            return at == text.length();
        }

        @Override
        public int read(char[] target, int offset, int length) {
            if (isEmpty()) {
                return -1;
            }
            int count = Math.min(length, text.length() - at);
            text.getChars(at, at + count, target, offset);
            at += count;
            return count;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
