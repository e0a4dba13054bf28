package dev.healthdata.producer.csv;

import java.nio.charset.Charset;
import org.apache.commons.csv.CSVFormat;

/** How the fields of a file are separated and written. */
record Dialect(char delimiter, Charset charset) {
    static final char QUOTE = '"';

    CSVFormat format() {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
    }
}
