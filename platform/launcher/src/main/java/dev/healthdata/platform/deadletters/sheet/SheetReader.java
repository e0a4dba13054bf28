package dev.healthdata.platform.deadletters.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** An exported file, as it comes back from a spreadsheet: separators may have become semicolons or tabs. */
public final class SheetReader {
    private final Path file;
    private final Table table;
    private final CSVFormat format;

    private SheetReader(Path file, Table table, CSVFormat format) {
        this.file = file;
        this.table = table;
        this.format = format;
    }

    /**
     * Reads it once, so that what is wrong anywhere in it is told before a row of this or another file is sent.
     *
     * @throws IllegalArgumentException if it is no export of ours; the message says what is missing
     */
    public static SheetReader open(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
            String header = reader.readLine();
            if (header == null) {
                throw new IllegalArgumentException(file + " is empty");
            }
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(Separator.of(header).sign())
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .setAllowMissingColumnNames(true)
                    .get();
            SheetReader sheet = new SheetReader(file, table(file, format), format);
            sheet.forEach(row -> {});
            return sheet;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not UTF-8: save it as 'CSV UTF-8'", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
    }

    public Table table() {
        return table;
    }

    /**
     * Gives the rows in their order.
     *
     * @throws IllegalArgumentException if the file breaks off in a quote or is not UTF-8
     */
    public void forEach(Consumer<SheetRow> action) {
        try (CSVParser parser = parser(file, format)) {
            for (CSVRecord row : parser) {
                if (!row.stream().allMatch(String::isEmpty)) {
                    action.accept(row(row, parser.getCurrentLineNumber()));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(file + " is no CSV file in UTF-8: save it as 'CSV UTF-8'", e);
        }
    }

    private SheetRow row(CSVRecord row, long line) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            cell(row, column.name()).ifPresent(text -> cells.put(column.name(), text));
        }
        return new SheetRow(
                line,
                cell(row, SheetWriter.KEY).orElse(""),
                cell(row, SheetWriter.FILE),
                cell(row, SheetWriter.LINE),
                cell(row, SheetWriter.CONTENT),
                cells);
    }

    private static Optional<String> cell(CSVRecord row, String column) {
        return row.isSet(column) ? Optional.of(SpreadsheetText.unprotect(row.get(column))) : Optional.empty();
    }

    private static Table table(Path file, CSVFormat format) throws IOException {
        try (CSVParser parser = parser(file, format)) {
            List<String> columns = parser.getHeaderNames();
            if (!columns.contains(SheetWriter.KEY)) {
                throw new IllegalArgumentException(
                        file + " has no column " + SheetWriter.KEY + ": './healthcare dead-letters export' writes it");
            }
            Table table = Tables.all().stream()
                    .filter(each -> columns.containsAll(each.columnNames()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            file + " has the columns of no table; it has " + String.join(", ", columns)));
            // One of both was repaired, and nobody knows which.
            Stream.concat(table.columnNames().stream(), SheetWriter.OWN.stream())
                    .filter(column -> Collections.frequency(columns, column) > 1)
                    .findFirst()
                    .ifPresent(column -> {
                        throw new IllegalArgumentException(file + " has the column " + column + " twice: remove one");
                    });
            return table;
        }
    }

    private static CSVParser parser(Path file, CSVFormat format) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, UTF_8);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return CSVParser.parse(reader, format);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s as %s", file, table);
    }
}
