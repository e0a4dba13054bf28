package dev.healthdata.analytics.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.total.AggregateRows;
import dev.healthdata.analytics.total.Totals;
import dev.healthdata.records.aggregate.Aggregate;
import java.io.IOException;
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

    private final Folder directory;
    private final Runnable beforeEach;
    private final List<FileFormat> written;
    private final List<FileFormat> notWritten;
    private final Map<String, byte[]> published = new HashMap<>();

    /** @param beforeEach run before each file is written */
    public Publisher(Folder directory, Formats formats, Runnable beforeEach) {
        this.directory = directory;
        this.written = formats.written();
        this.notWritten = formats.notWritten();
        this.beforeEach = beforeEach;
    }

    /** Whether there is a whole set of files in the directory. */
    public static boolean hasPublished(Folder directory) throws IOException {
        return directory.exists(SNAPSHOT_FILE);
    }

    /** @param snapshot what {@code _snapshot.json} is to hold, one line */
    public void publish(Totals totals, String snapshot) throws IOException {
        boolean first = published.isEmpty();
        for (Aggregate aggregate : Aggregate.values()) {
            List<List<String>> rows = AggregateRows.of(aggregate, totals);
            for (FileFormat format : written) {
                publish(directory.in(aggregate.fileName()), name(aggregate, format), format.encode(aggregate, rows));
            }
            if (first) {
                deleteNotWritten(aggregate);
            }
        }
        beforeEach.run();
        directory.replace(SNAPSHOT_FILE, (snapshot + "\n").getBytes(UTF_8));
    }

    private void deleteNotWritten(Aggregate aggregate) throws IOException {
        for (FileFormat format : notWritten) {
            directory.in(aggregate.fileName()).delete(name(aggregate, format));
        }
    }

    private void publish(Folder folder, String file, byte[] content) throws IOException {
        if (!Arrays.equals(content, published.get(file)) || !folder.exists(file)) {
            beforeEach.run();
            folder.replace(file, content);
            published.put(file, content);
        }
    }

    private static String name(Aggregate aggregate, FileFormat format) {
        return aggregate.fileName() + "." + format.ending();
    }
}
