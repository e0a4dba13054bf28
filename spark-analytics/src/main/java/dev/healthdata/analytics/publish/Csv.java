package dev.healthdata.analytics.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** CSV as in RFC 4180, but with {@code \n} line ends: UTF-8, a header, quotes only where they are needed. */
final class Csv {
    private Csv() {}

    /** @param rows of values, null for NULL, which is an empty field */
    static byte[] encode(List<String> header, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        append(text, header);
        rows.forEach(row -> append(text, row));
        return text.toString().getBytes(UTF_8);
    }

    private static void append(StringBuilder text, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            append(text, values.get(i));
        }
        text.append('\n');
    }

    private static void append(StringBuilder text, String value) {
        if (value == null) {
            return;
        }
        if (needsQuotes(value)) {
            text.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            text.append(value);
        }
    }

    /** Empty text is quoted, so that it is not NULL. */
    private static boolean needsQuotes(String value) {
        return value.isEmpty()
                || value.charAt(0) == ' '
                || value.charAt(value.length() - 1) == ' '
                || value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    }
}
