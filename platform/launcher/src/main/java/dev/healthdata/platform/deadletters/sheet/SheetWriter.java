package dev.healthdata.platform.deadletters.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.deadletters.letter.Cells;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;

/** The dead letters of one table as a CSV file that only its owner may read. */
public final class SheetWriter implements AutoCloseable {
    static final String FILE = "_file";
    static final String LINE = "_line";
    static final String CONTENT = "_content";
    static final String RULES = "_rules";
    static final String KEY = "_key";

    /** The columns behind those of the table. */
    static final List<String> OWN = List.of(FILE, LINE, CONTENT, RULES, KEY);

    /** By it spreadsheets know that the text is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Table table;
    private final Writer writer;
    private final CSVFormat format;

    private SheetWriter(Table table, Writer writer, CSVFormat format) {
        this.table = table;
        this.writer = writer;
        this.format = format;
    }

    /**
     * Begins a file.
     *
     * @param file that does not exist yet
     */
    public static SheetWriter create(Table table, Path file, Separator separator) throws IOException {
        createPrivate(file);
        Writer writer = new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(file, StandardOpenOption.WRITE), UTF_8));
        writer.write(BYTE_ORDER_MARK);
        List<String> header = new ArrayList<>(table.columnNames());
        header.addAll(OWN);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator.sign())
                .setRecordSeparator("\r\n")
                .get();
        format.printRecord(writer, header.toArray());
        return new SheetWriter(table, writer, format);
    }

    public void write(OpenLetter letter) throws IOException {
        Map<String, String> cells = Cells.of(letter).byColumn();
        List<String> row = new ArrayList<>();
        for (Column column : table.columns()) {
            row.add(cells.getOrDefault(column.name(), ""));
        }
        row.add(letter.source().map(Provenance::file).orElse(""));
        row.add(letter.source().map(from -> Long.toString(from.line())).orElse(""));
        row.add(letter.source().map(SheetRow::content).orElse(""));
        row.add(letter.why().rules());
        row.add(letter.key());
        row.replaceAll(SpreadsheetText::protect);
        format.printRecord(writer, row.toArray());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static void createPrivate(Path file) throws IOException {
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
