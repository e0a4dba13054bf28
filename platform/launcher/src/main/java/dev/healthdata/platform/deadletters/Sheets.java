package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.platform.deadletters.sheet.SheetWriter;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of an export; one is made when its table's first dead letter comes. */
final class Sheets implements AutoCloseable {
    private final Path directory;
    private final Map<Table, SheetWriter> writers = new LinkedHashMap<>();
    private final Map<Table, Long> rows = new LinkedHashMap<>();

    Sheets(Path directory) {
        this.directory = directory;
    }

    static Path file(Path directory, Table table) {
        return directory.resolve(table + ".csv");
    }

    void write(OpenLetter letter) {
        try {
            SheetWriter writer = writers.get(letter.table());
            if (writer == null) {
                writer = SheetWriter.create(letter.table(), file(directory, letter.table()));
                writers.put(letter.table(), writer);
            }
            writer.write(letter);
            rows.merge(letter.table(), 1L, Long::sum);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(directory, letter.table()), e);
        }
    }

    /** How many were written, by table. */
    Map<Table, Long> rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        for (SheetWriter each : writers.values()) {
            each.close();
        }
    }
}
