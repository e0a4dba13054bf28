package dev.healthdata.benchmark.sink;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Rows as LOAD DATA reads them by itself, one file for each table: tabs between values, which hold none. */
final class RowFiles {
    private final Path directory;

    RowFiles(Path directory) {
        this.directory = directory;
    }

    void write(Rows rows) throws IOException {
        Map<Table, Writer> writers = new HashMap<>();
        try {
            for (Table table : Tables.all()) {
                writers.put(table, Files.newBufferedWriter(of(table)));
            }
            rows.forEach((table, values) -> write(writers.get(table), String.join("\t", values) + "\n"));
        } finally {
            for (Writer each : writers.values()) {
                each.close();
            }
        }
    }

    Path of(Table table) {
        return directory.resolve("rows-" + table + ".tsv");
    }

    private static void write(Writer file, String line) {
        try {
            file.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
