package dev.healthdata.producer.csv;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.topic.Topics;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the beginning of a file: byte order mark, blank lines, header. */
final class HeaderReader {
    private final Window window;
    private final CsvOptions options;
    private final Optional<Layout> layout;
    private long lines;

    /** @param layout that is told from the file's name or its header where empty */
    HeaderReader(Window window, CsvOptions options, Optional<Layout> layout) {
        this.window = window;
        this.options = options;
        this.layout = layout;
    }

    /** Leaves the window at the first row. */
    Opening read(String fileName, long contentEnd) throws IOException {
        if (isUtf16()) {
            return wrong("is written in UTF-16: save it as UTF-8");
        }
        skipByteOrderMark();
        skipBlankLines();
        if (window.peek(0) < 0) {
            return wrong("is empty: it has not even a header");
        }
        Optional<Layout> hint = layout.or(
                () -> options.table().or(() -> TableOf.fileName(fileName)).map(OwnLayout::new));
        char delimiter = options.delimiter().orElseGet(new DelimiterGuess(firstLine(), known(hint))::delimiter);
        Dialect dialect = new Dialect(delimiter, options.charset());
        RecordScanner scanner = new RecordScanner(window, delimiter);
        if (!scanner.scan()) {
            return wrong("has a header (line " + (lines + 1) + ") with a quote that is not closed, or without an end");
        }
        FieldDecoder decoder = new FieldDecoder(dialect);
        Optional<String> text = decoder.text(window.buffer(), window.start(), scanner.length(), scanner.isAscii());
        if (text.isEmpty()) {
            return wrong("has a header (line " + (lines + 1) + ") that is not " + options.charset()
                    + ": name the right one with --charset");
        }
        Header header = Header.of(decoder.fields(text.get(), scanner));
        Optional<Layout> found = hint.or(() -> TableOf.columns(header.names()).map(OwnLayout::new));
        if (found.isEmpty()) {
            return new Opening.Unusable(
                    Opening.Kind.NO_TABLE,
                    "belongs to no table: neither its name nor its header tells one of " + names()
                            + "; rename it or use --table");
        }
        Optional<String> flaw = flaw(header, found.get());
        if (flaw.isPresent()) {
            return wrong(flaw.get());
        }
        long headerLines = lines + 1 + scanner.lineEnds();
        window.consume(scanner.length() + scanner.lineEnd(scanner.length()));
        return new Opening.Rows(new CsvFile(window, scanner, decoder, header, found.get(), contentEnd, headerLines));
    }

    private Optional<String> flaw(Header header, Layout found) {
        List<String> missing = header.missing(found.columns());
        if (!missing.isEmpty()) {
            return Optional.of("has no column " + String.join(", ", missing) + " in its header (line " + (lines + 1)
                    + "), which " + (found.isSelective() ? "the mapping to " : "") + "the table " + found.table()
                    + " needs");
        }
        Set<String> repeated = header.repeated(found.columns());
        return repeated.isEmpty()
                ? Optional.empty()
                : Optional.of("has the column " + String.join(", ", repeated) + " more than once in its header (line "
                        + (lines + 1) + ")");
    }

    private boolean isUtf16() throws IOException {
        int first = window.peek(0);
        int second = window.peek(1);
        return (first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe);
    }

    private void skipByteOrderMark() throws IOException {
        if (window.peek(0) == 0xef && window.peek(1) == 0xbb && window.peek(2) == 0xbf) {
            window.consume(3);
        }
    }

    private void skipBlankLines() throws IOException {
        RecordScanner scanner = new RecordScanner(window, ',');
        for (int end = scanner.lineEnd(0); end > 0; end = scanner.lineEnd(0)) {
            window.consume(end);
            lines++;
        }
    }

    private String firstLine() throws IOException {
        int length = new RecordScanner(window, ',').lineLength(Topics.MAX_ROW_BYTES);
        return new String(window.buffer(), window.start(), length, options.charset());
    }

    private static Set<String> known(Optional<Layout> hint) {
        return hint.map(one -> one.columns().stream())
                .orElseGet(() -> Tables.all().stream().flatMap(table -> table.columnNames().stream()))
                .collect(Collectors.toSet());
    }

    private static String names() {
        return Tables.all().stream().map(table -> table.name()).collect(Collectors.joining(", "));
    }

    private static Opening wrong(String reason) {
        return new Opening.Unusable(Opening.Kind.WRONG_CONTENT, reason);
    }

    /** The delimiter that makes most known columns of the header. */
    private record DelimiterGuess(String line, Set<String> known) {
        char delimiter() {
            return CsvOptions.DELIMITERS.stream()
                    .max(Comparator.comparingLong(this::matches)
                            .thenComparing(delimiter -> -CsvOptions.DELIMITERS.indexOf(delimiter)))
                    .orElseThrow();
        }

        private long matches(char delimiter) {
            return Arrays.stream(line.toLowerCase(Locale.ROOT).split("\\Q" + delimiter + "\\E", -1))
                    .map(name -> name.replace("\"", "").strip())
                    .filter(known::contains)
                    .count();
        }
    }
}
