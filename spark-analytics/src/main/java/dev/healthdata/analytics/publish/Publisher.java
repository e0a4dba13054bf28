package dev.healthdata.analytics.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.analytics.total.AggregateRows;
import dev.healthdata.analytics.total.Totals;
import dev.healthdata.records.aggregate.Aggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the aggregates of one batch: {@code <name>/<name>.csv} for each, and the same as Parquet where that is asked for,
 * then {@code _snapshot.json}, which says up to where in the clean topics they reach. A file whose content stays the same is
 * left alone.
 */
public final class Publisher {
    /** Says which batch all five files are of, once they are. */
    public static final String SNAPSHOT_FILE = "_snapshot.json";

    private final Path directory;
    private final Runnable beforeEach;
    private final List<FileFormat> written;
    private final List<FileFormat> notWritten;
    private final Map<Path, byte[]> published = new HashMap<>();

    /** @param beforeEach run before each file is written */
    public Publisher(Path directory, Formats formats, Runnable beforeEach) {
        this.directory = directory;
        this.written = formats.written();
        this.notWritten = formats.notWritten();
        this.beforeEach = beforeEach;
    }

    /** Whether there is a whole set of files in the directory. */
    public static boolean hasPublished(Path directory) {
        return Files.exists(directory.resolve(SNAPSHOT_FILE));
    }

    /** @param snapshot what {@code _snapshot.json} is to hold, one line */
    public void publish(Totals totals, String snapshot) throws IOException {
        boolean first = published.isEmpty();
        for (Aggregate aggregate : Aggregate.values()) {
            List<List<String>> rows = AggregateRows.of(aggregate, totals);
            for (FileFormat format : written) {
                publish(file(aggregate, format), format.encode(aggregate, rows));
            }
            if (first) {
                deleteNotWritten(aggregate);
            }
        }
        beforeEach.run();
        WholeFile.replace(directory.resolve(SNAPSHOT_FILE), (snapshot + "\n").getBytes(UTF_8));
    }

    private void deleteNotWritten(Aggregate aggregate) throws IOException {
        for (FileFormat format : notWritten) {
            Files.deleteIfExists(file(aggregate, format));
        }
    }

    private void publish(Path file, byte[] content) throws IOException {
        if (!Arrays.equals(content, published.get(file)) || !Files.exists(file)) {
            beforeEach.run();
            WholeFile.replace(file, content);
            published.put(file, content);
        }
    }

    private Path file(Aggregate aggregate, FileFormat format) {
        return directory.resolve(aggregate.fileName()).resolve(aggregate.fileName() + "." + format.ending());
    }
}
