package dev.healthdata.analytics.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.storage.HeldFileException;
import dev.healthdata.analytics.total.AggregateRows;
import dev.healthdata.analytics.total.Totals;
import dev.healthdata.records.aggregate.Aggregate;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final Map<Output, byte[]> wanted = new LinkedHashMap<>();
    private final Map<Output, byte[]> published = new HashMap<>();
    private boolean tidy;

    private record Output(Folder folder, String file) {}

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

    /** Takes the totals as they are now; they may change before they are published. */
    public void take(Totals totals) {
        wanted.clear();
        for (Aggregate aggregate : Aggregate.values()) {
            List<List<String>> rows = AggregateRows.of(aggregate, totals);
            for (FileFormat format : written) {
                Output output = new Output(directory.in(aggregate.fileName()), name(aggregate, format));
                wanted.put(output, format.encode(aggregate, rows));
            }
        }
    }

    /**
     * Writes what was taken last. A file that is held does not keep back the others, but {@code _snapshot.json}: it says
     * which batch all are of.
     *
     * @param snapshot what {@code _snapshot.json} is to hold, one line
     * @throws HeldFileException of the first that is held; this may be called again
     */
    public void publish(String snapshot) throws IOException {
        HeldFileException held = null;
        for (Map.Entry<Output, byte[]> each : wanted.entrySet()) {
            try {
                publish(each.getKey(), each.getValue());
            } catch (HeldFileException e) {
                held = held == null ? e : held;
            }
        }
        if (held != null) {
            throw held;
        }
        deleteNotWritten();
        beforeEach.run();
        directory.replace(SNAPSHOT_FILE, (snapshot + "\n").getBytes(UTF_8));
    }

    private void publish(Output output, byte[] content) throws IOException {
        if (!Arrays.equals(content, published.get(output)) || !output.folder().exists(output.file())) {
            beforeEach.run();
            output.folder().replace(output.file(), content);
            published.put(output, content);
        }
    }

    /** Once: nobody else writes them. */
    private void deleteNotWritten() throws IOException {
        for (Aggregate aggregate : tidy ? new Aggregate[0] : Aggregate.values()) {
            for (FileFormat format : notWritten) {
                directory.in(aggregate.fileName()).delete(name(aggregate, format));
            }
        }
        tidy = true;
    }

    private static String name(Aggregate aggregate, FileFormat format) {
        return aggregate.fileName() + "." + format.ending();
    }
}
