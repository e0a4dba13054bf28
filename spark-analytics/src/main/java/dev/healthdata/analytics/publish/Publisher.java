package dev.healthdata.analytics.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.analytics.total.AggregateRows;
import dev.healthdata.analytics.total.Totals;
import dev.healthdata.records.aggregate.Aggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes the aggregates of one batch: {@code <name>/<name>.csv} for each, then {@code _snapshot.json}, which says up to
 * where in the clean topics they reach. A file whose content stays the same is left alone.
 */
public final class Publisher {
    /** Says which batch all five files are of, once they are. */
    public static final String SNAPSHOT_FILE = "_snapshot.json";

    private final Path directory;
    private final Runnable beforeEach;
    private final Map<Aggregate, byte[]> published = new EnumMap<>(Aggregate.class);

    /** @param beforeEach run before each file is written */
    public Publisher(Path directory, Runnable beforeEach) {
        this.directory = directory;
        this.beforeEach = beforeEach;
    }

    /** Whether there is a whole set of files in the directory. */
    public static boolean hasPublished(Path directory) {
        return Files.exists(directory.resolve(SNAPSHOT_FILE));
    }

    /** @param snapshot what {@code _snapshot.json} is to hold, one line */
    public void publish(Totals totals, String snapshot) throws IOException {
        for (Aggregate aggregate : Aggregate.values()) {
            byte[] content = Csv.encode(aggregate.columns(), AggregateRows.of(aggregate, totals));
            Path file = fileOf(aggregate);
            if (!Arrays.equals(content, published.get(aggregate)) || !Files.exists(file)) {
                beforeEach.run();
                WholeFile.replace(file, content);
                published.put(aggregate, content);
            }
        }
        beforeEach.run();
        WholeFile.replace(directory.resolve(SNAPSHOT_FILE), (snapshot + "\n").getBytes(UTF_8));
    }

    private Path fileOf(Aggregate aggregate) {
        return directory.resolve(aggregate.fileName()).resolve(aggregate.fileName() + ".csv");
    }
}
