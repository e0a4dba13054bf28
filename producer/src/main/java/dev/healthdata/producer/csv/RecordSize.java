package dev.healthdata.producer.csv;

import dev.healthdata.records.topic.Topics;
import java.util.List;

/** Whether a row fits a record: its JSON may be several times as long as the row, and the id is the key as well. */
final class RecordSize {
    /** Rows of so many characters always fit, whatever they are. */
    private static final int SMALL_ROW = 256 << 10;

    /** Leaves room for the column names, the headers and the batch. */
    private static final int MAX_BYTES = Topics.MAX_RECORD_BYTES - (256 << 10);

    private RecordSize() {}

    static boolean fits(List<String> values) {
        long length = 0;
        for (String value : values) {
            length += value.length();
        }
        if (length <= SMALL_ROW) {
            return true;
        }
        long bytes = bytes(values.get(0));
        for (String value : values) {
            bytes += bytes(value);
        }
        return bytes <= MAX_BYTES;
    }

    /** At most, in UTF-8 with JSON's escapes: six for a control character, two for a quote or a backslash. */
    private static long bytes(String value) {
        long bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                bytes += 6;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
