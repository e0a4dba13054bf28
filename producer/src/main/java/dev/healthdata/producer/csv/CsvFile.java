package dev.healthdata.producer.csv;

import dev.healthdata.records.envelope.SourceError;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV file, one after the other. Every byte behind the header belongs to exactly one row, but for blank
 * lines at the very end. When rows of several lines turn out to be none, a lost quote is at work: only the first line is
 * malformed, and reading goes on with the next.
 */
public final class CsvFile {
    private final Window window;
    private final RecordScanner scanner;
    private final FieldDecoder decoder;
    private final Header header;
    private final Layout layout;
    private final int[] places;
    private final long contentEnd;

    private long records;
    private long lines;

    CsvFile(
            Window window,
            RecordScanner scanner,
            FieldDecoder decoder,
            Header header,
            Layout layout,
            long contentEnd,
            long headerLines) {
        this.window = window;
        this.scanner = scanner;
        this.decoder = decoder;
        this.header = header;
        this.layout = layout;
        this.places = header.places(layout.columns());
        this.contentEnd = contentEnd;
        this.lines = headerLines;
    }

    /**
     * Reads the header of a file that has a table's own columns.
     *
     * @param in the content, decompressed; stays the caller's to close
     * @param fileName tells the table unless the options do
     * @param contentEnd the place behind the last byte that is no line end; what follows are blank lines, not rows
     */
    public static Opening open(InputStream in, String fileName, CsvOptions options, long contentEnd)
            throws IOException {
        return open(in, fileName, options, Optional.empty(), contentEnd);
    }

    /** As {@link #open(InputStream, String, CsvOptions, long)}, but for a file whose layout may be known. */
    public static Opening open(
            InputStream in, String fileName, CsvOptions options, Optional<Layout> layout, long contentEnd)
            throws IOException {
        return new HeaderReader(new Window(in), options, layout).read(fileName, contentEnd);
    }

    public Table table() {
        return layout.table();
    }

    /** Names of columns that nobody reads and nobody left out on purpose, as in the header but in lower case. */
    public List<String> unknownColumns() {
        return layout.isSelective() ? List.of() : header.unknown(layout.columns());
    }

    /** Where the next row begins. */
    public Position position() {
        return new Position(window.consumed(), records, lines);
    }

    /** Goes on at a place that {@link #position} told when the same content was read before. */
    public void skipTo(Position position) throws IOException {
        window.skip(position.bytes() - window.consumed());
        records = position.records();
        lines = position.lines();
    }

    public boolean hasNext() {
        return window.consumed() < contentEnd;
    }

    /** The next row; empty at the end of the file. */
    public Optional<CsvRow> next() throws IOException {
        if (!hasNext() || window.peek(0) < 0) { // the end comes early where a file was made shorter meanwhile
            window.skip(Long.MAX_VALUE);
            return Optional.empty();
        }
        boolean complete = scanner.scan();
        if (complete && scanner.length() == 0) {
            return Optional.of(malformed(0, SourceError.emptyLine()));
        }
        if (complete && scanner.fields() == header.size()) {
            return Optional.of(read());
        }
        if (complete && scanner.lineEnds() == 0) {
            return Optional.of(malformed(scanner.length(), SourceError.fields(scanner.fields(), header.size())));
        }
        return Optional.of(firstLine());
    }

    private CsvRow read() throws IOException {
        int length = scanner.length();
        if (scanner.hasNul()) {
            return malformed(length, SourceError.nul());
        }
        Optional<String> text = decoder.text(window.buffer(), window.start(), length, scanner.isAscii());
        if (text.isEmpty()) {
            return malformed(length, SourceError.notOf(decoder.charset()));
        }
        List<String> fields = decoder.fields(text.get(), scanner);
        if (header.isRepeatedBy(fields)) {
            return malformed(length, SourceError.repeatedHeader());
        }
        List<String> read = new ArrayList<>(places.length);
        for (int place : places) {
            read.add(fields.get(place));
        }
        Optional<List<String>> values = layout.row(read);
        if (values.isPresent() && !RecordSize.fits(values.get())) {
            return malformed(length, SourceError.tooLongForARecord());
        }
        long line = lines + 1;
        consume(length, 1 + scanner.lineEnds());
        return values.isPresent() ? new CsvRow.Row(records, line, values.get()) : new CsvRow.LeftOut(records, line);
    }

    /** Of what was taken for a row of several lines, or has no end in sight. */
    private CsvRow firstLine() throws IOException {
        int length = scanner.lineLength(Topics.MAX_ROW_BYTES + 1);
        if (length <= Topics.MAX_ROW_BYTES) {
            return malformed(length, 1, SourceError.strayQuote());
        }
        byte[] beginning = window.bytes(0, Topics.MAX_ROW_BYTES);
        while (length > 0) {
            window.consume(length);
            length = scanner.lineLength(Topics.MAX_ROW_BYTES);
        }
        long line = lines + 1;
        consume(0, 1);
        return new CsvRow.Malformed(records, line, beginning, SourceError.cutOffAfter(Topics.MAX_ROW_BYTES));
    }

    private CsvRow malformed(int length, SourceError error) throws IOException {
        return malformed(length, 1 + scanner.lineEnds(), error);
    }

    private CsvRow malformed(int length, int physicalLines, SourceError error) throws IOException {
        byte[] bytes = window.bytes(0, length);
        long line = lines + 1;
        consume(length, physicalLines);
        return new CsvRow.Malformed(records, line, bytes, error);
    }

    private void consume(int length, int physicalLines) throws IOException {
        window.consume(length + scanner.lineEnd(length));
        records++;
        lines += physicalLines;
    }
}
