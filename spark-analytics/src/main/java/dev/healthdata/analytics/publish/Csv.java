package dev.healthdata.analytics.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.aggregate.Formula;
import java.util.ArrayList;
import java.util.List;

/** CSV as in RFC 4180, but with {@code \n} line ends: UTF-8, a header, quotes only where they are needed. */
final class Csv implements FileFormat {
    private final boolean spreadsheetSafe;

    /** @param spreadsheetSafe whether formulas in text are made harmless */
    Csv(boolean spreadsheetSafe) {
        this.spreadsheetSafe = spreadsheetSafe;
    }

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public byte[] encode(Aggregate aggregate, List<List<String>> rows) {
        return encode(aggregate.columns(), spreadsheetSafe ? madeHarmless(aggregate, rows) : rows);
    }

    private static List<List<String>> madeHarmless(Aggregate aggregate, List<List<String>> rows) {
        List<List<String>> harmless = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> values = new ArrayList<>(row);
            for (int i = 0; i < values.size(); i++) {
                if (!aggregate.isNumber(i)) {
                    values.set(i, Formula.madeHarmless(values.get(i)));
                }
            }
            harmless.add(values);
        }
        return harmless;
    }

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
