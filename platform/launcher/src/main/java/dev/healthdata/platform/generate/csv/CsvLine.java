package dev.healthdata.platform.generate.csv;

import java.util.List;

/**
 * A row as RFC 4180 writes it, with quotes only where they are needed. Unlike the usual libraries it leaves surrounding
 * space unquoted, because exports of real systems do.
 */
public final class CsvLine {
    private CsvLine() {}

    /** Without a line end. */
    public static String of(List<String> values) {
        StringBuilder line = new StringBuilder(128);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            append(line, values.get(i));
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String value) {
        if (isPlain(value)) {
            line.append(value);
        } else {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        }
    }

    private static boolean isPlain(String value) {
        return value.indexOf(',') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0;
    }
}
