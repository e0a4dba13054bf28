package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.measure.Schedule;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Every half second two files, with the visits and the lab reports that have become due since the last ones, appear whole
 * among the raw files that the platform watches.
 */
final class FileFeeder implements Feeder {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Path raw;
    private final Path parts;

    /** @param parts where a file is written before it appears; on the same file system */
    FileFeeder(Path raw, Path parts) {
        this.raw = raw;
        this.parts = parts;
    }

    @Override
    public void send(FeedRows rows, Schedule schedule) throws IOException, InterruptedException {
        long count = rows.count();
        long sent = 0;
        for (long file = 1; sent < count; file++) {
            long due = Math.min(schedule.start() + file * PERIOD.toNanos(), schedule.due(count - 1));
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            long now = System.nanoTime();
            Map<Table, StringBuilder> lines = new HashMap<>();
            while (sent < count && schedule.due(sent) <= now) {
                lines.computeIfAbsent(rows.table(sent), FileFeeder::header)
                        .append(String.join(",", rows.values(sent)))
                        .append('\n');
                sent++;
            }
            for (Map.Entry<Table, StringBuilder> each : lines.entrySet()) {
                publish(each.getKey() + "-" + rows.feed() + "-" + file + ".csv", each.getValue());
            }
        }
    }

    private void publish(String name, CharSequence text) throws IOException {
        Path part = Files.writeString(parts.resolve(name), text);
        Files.move(part, raw.resolve(name));
    }

    private static StringBuilder header(Table table) {
        return new StringBuilder(String.join(",", table.columnNames())).append('\n');
    }
}
