package dev.healthdata.producer.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.producer.csv.Opening;
import dev.healthdata.producer.file.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Files of another system in a directory, read by a mapping. */
final class MappedFile {
    static final CsvOptions CSV = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8);

    private final Path directory;

    MappedFile(Path directory) {
        this.directory = directory;
    }

    Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    /** @param bytes how many of it are there */
    void compressed(String name, String content, int bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(all)) {
            out.write(content.getBytes(UTF_8));
        }
        Files.write(directory.resolve(name), Arrays.copyOf(all.toByteArray(), bytes));
    }

    Feed feed(String mapping, String csv) throws IOException {
        Path file = write("people.csv", csv);
        List<String> problems = new ArrayList<>();
        Optional<Mapping> read = Mapping.read(write("mapping.yml", mapping), problems);
        assertThat(problems).isEmpty();
        return new Feeds(read, Optional.empty()).of(new SourceFile(file)).get(0);
    }

    Feed.Reading reading(String mapping, String csv) throws IOException {
        return feed(mapping, csv).prepare(CSV);
    }

    /** All rows of the file, with the values of the table's columns. */
    List<CsvRow> rows(String mapping, String csv) throws IOException {
        Feed feed = feed(mapping, csv);
        Feed.Ready ready = (Feed.Ready) feed.prepare(CSV);
        try (InputStream in = feed.file().open()) {
            Opening opening = CsvFile.open(in, "people.csv", CSV, ready.layout(), csv.getBytes(UTF_8).length);
            CsvFile file = ((Opening.Rows) opening).file();
            List<CsvRow> rows = new ArrayList<>();
            for (Optional<CsvRow> row = file.next(); row.isPresent(); row = file.next()) {
                rows.add(row.get());
            }
            return rows;
        }
    }

    /** The values of the only row. */
    List<String> values(String mapping, String csv) throws IOException {
        List<CsvRow> rows = rows(mapping, csv);
        assertThat(rows).hasSize(1);
        return ((CsvRow.Row) rows.get(0)).values();
    }
}
