package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.platform.deadletters.sheet.Separator;
import dev.healthdata.platform.deadletters.sheet.SheetWriter;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of an export, one for each table that has a dead letter. There are all of them, or none. */
final class Sheets implements AutoCloseable {
    private final Path directory;
    private final Separator separator;
    private final Map<Table, SheetWriter> writers = new LinkedHashMap<>();
    private final Map<Table, Long> rows = new LinkedHashMap<>();

    /** @param directory made if missing */
    Sheets(Path directory, Separator separator) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.separator = separator;
        for (Table table : Tables.all()) {
            Files.deleteIfExists(part(table)); // of an export that was killed: patient data that nobody sees
        }
    }

    static Path file(Path directory, Table table) {
        return directory.resolve(table + ".csv");
    }

    void write(OpenLetter letter) {
        Table table = letter.table();
        try {
            SheetWriter writer = writers.get(table);
            if (writer == null) {
                part(table).toFile().deleteOnExit(); // Ctrl-C
                writer = SheetWriter.create(table, part(table), separator);
                writers.put(table, writer);
            }
            writer.write(letter);
            rows.merge(table, 1L, Long::sum);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(directory, table), e);
        }
    }

    /** How many were written, by table. */
    Map<Table, Long> rows() {
        return rows;
    }

    /** Gives the files their names; nothing can be written to them any more. */
    void publish() throws IOException {
        for (Map.Entry<Table, SheetWriter> each : writers.entrySet()) {
            each.getValue().close();
            Files.move(part(each.getKey()), file(directory, each.getKey()));
        }
    }

    @Override
    public void close() throws IOException {
        for (Map.Entry<Table, SheetWriter> each : writers.entrySet()) {
            each.getValue().close();
            Files.deleteIfExists(part(each.getKey()));
        }
    }

    private Path part(Table table) {
        return directory.resolve("." + table + ".csv.part");
    }
}
