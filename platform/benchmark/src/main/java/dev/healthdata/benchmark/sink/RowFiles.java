package dev.healthdata.benchmark.sink;

import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows as LOAD DATA reads them by itself, one file for each table: tabs between values, which hold none. */
final class RowFiles {
    private final Path directory;

    RowFiles(Path directory) {
        this.directory = directory;
    }

    /** One file of each table, and two with half of its rows each. */
    void write(Rows rows) throws IOException {
        Map<Path, Writer> writers = new HashMap<>();
        try {
            for (Table table : Tables.all()) {
                for (Path file : List.of(of(table), half(table, 0), half(table, 1))) {
                    writers.put(file, Files.newBufferedWriter(file));
                }
            }
            int[] row = {0};
            rows.forEach((table, values) -> {
                String line = String.join("\t", values) + "\n";
                write(writers.get(of(table)), line);
                write(writers.get(half(table, row[0]++ % 2)), line);
            });
        } finally {
            for (Writer each : writers.values()) {
                each.close();
            }
        }
    }

    Path half(Table table, int number) {
        return directory.resolve("rows-" + table + "-" + number + ".tsv");
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
