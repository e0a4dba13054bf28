package dev.healthdata.producer.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a file is read as, in a form that people can check: one line for each row. */
final class Rendering {
    private Rendering() {}

    static String of(String name, byte[] content, CsvOptions options) throws IOException {
        Opening opening = CsvFile.open(new ByteArrayInputStream(content), name, options, ContentEnd.of(content));
        if (opening instanceof Opening.Unusable unusable) {
            return unusable.kind() + ": " + unusable.reason() + "\n";
        }
        CsvFile file = ((Opening.Rows) opening).file();
        StringBuilder text = new StringBuilder("table " + file.table() + "\n");
        if (!file.unknownColumns().isEmpty()) {
            text.append("unknown ").append(file.unknownColumns()).append('\n');
        }
        for (Optional<CsvRow> row = file.next(); row.isPresent(); row = file.next()) {
            text.append(line(row.get())).append('\n');
        }
        return text.toString();
    }

    static String line(CsvRow row) {
        String place = "line " + row.line() + ", record " + row.record() + ": ";
        if (row instanceof CsvRow.Row good) {
            return place
                    + good.values().stream()
                            .map(value -> "[" + escape(value) + "]")
                            .collect(Collectors.joining(" "));
        }
        CsvRow.Malformed malformed = (CsvRow.Malformed) row;
        return place + "malformed, " + malformed.error().check() + " ("
                + malformed.error().message() + "): " + escape(new String(malformed.bytes(), ISO_8859_1));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
                escaped.append("\\x%02x".formatted(c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
