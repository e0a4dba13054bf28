package dev.healthdata.producer.csv;

import dev.healthdata.records.envelope.SourceError;
import java.util.List;

/** What stands between two places of a file. Patient data: no kind's {@code toString()} shows any of it. */
public sealed interface CsvRow {
    /** Its number, from 1; the header has none. */
    long record();

    /** The line that it starts on, as editors count; the first is 1. */
    long line();

    /** @param values of the table's columns, in their order, as read */
    record Row(long record, long line, List<String> values) implements CsvRow {
        @Override
        public String toString() {
            return "Row[line=" + line + "]";
        }
    }

    /** A row that the layout leaves out: it is none of the table's, and is not sent. */
    record LeftOut(long record, long line) implements CsvRow {}

    /**
     * A row that is none.
     *
     * @param bytes of the row, without the line end, cut off at the largest size of a row
     * @param error what is wrong with it
     */
    @SuppressWarnings("ArrayRecordComponent") // a copy made for it, handed on to Kafka's client, compared nowhere
    record Malformed(long record, long line, byte[] bytes, SourceError error) implements CsvRow {
        @Override
        public String toString() {
            return "Malformed[line=" + line + ", check=" + error.check() + "]";
        }
    }
}
