package dev.healthdata.platform.generate;

import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Reads a table's file by the letter of the format, to judge what was generated: a field is either quoted from its first
 * to its last character or has no quote at all. A line with which no row begins is malformed, and the next one is tried.
 */
final class StrictCsv {
    private static final String FIELD = "(?:\"(?:[^\"]++|\"\")*+\"|[^\",\n]*+)";
    private static final Pattern ROW = Pattern.compile("(" + FIELD + "(?:," + FIELD + ")*+)\n");

    private StrictCsv() {}

    /**
     * @param line on which it starts
     * @param values nothing where the line is malformed
     * @param malformed the check that says so
     */
    record Row(long line, List<String> values, Optional<String> malformed) {}

    /** All rows but the header. */
    static List<Row> read(Path file, Table table) {
        String text = bytesAsChars(file);
        List<String> header = table.columnNames();
        List<Row> rows = new ArrayList<>();
        Matcher matcher = ROW.matcher(text);
        int at = text.indexOf('\n') + 1;
        long line = 2;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            matcher.region(at, text.length());
            boolean isRow = matcher.lookingAt();
            List<String> values = isRow ? split(matcher.group(1)) : List.of();
            if (isRow && values.size() == header.size()) {
                rows.add(row(line, matcher.group(1), header));
                line += matcher.group().chars().filter(c -> c == '\n').count();
                at = matcher.end();
            } else {
                boolean onOneLine = isRow && matcher.end() == lineEnd + 1;
                rows.add(new Row(line, List.of(), Optional.of(onOneLine ? "fields" : "quote")));
                line++;
                at = lineEnd + 1;
            }
        }
        return rows;
    }

    static String bytesAsChars(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(long line, String bytes, List<String> header) {
        Optional<String> text = utf8(bytes);
        if (text.isEmpty()) {
            return new Row(line, List.of(), Optional.of("encoding"));
        }
        if (text.get().indexOf('\0') >= 0) {
            return new Row(line, List.of(), Optional.of("nul"));
        }
        List<String> values = split(text.get());
        return values.equals(header)
                ? new Row(line, List.of(), Optional.of("header"))
                : new Row(line, values, Optional.empty());
    }

    private static Optional<String> utf8(String bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static List<String> split(String row) {
        try (CSVParser parser = CSVParser.parse(new StringReader(row), CSVFormat.RFC4180)) {
            return parser.getRecords().get(0).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
