package dev.healthdata.benchmark.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * When aggregates were published, and up to which records of the clean topics: {@code _snapshot.json} is renamed into its
 * place when all files are there, and is looked at every few milliseconds.
 */
public final class SnapshotWatch implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 5;

    private final Path file;
    private final List<Published> all = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private Object seen;

    private record Published(long nanos, Map<TopicPartition, Long> offsets) {
        boolean holds(TopicPartition partition, long offset) {
            return offsets.getOrDefault(partition, 0L) > offset;
        }
    }

    /** @param processed the directory of the aggregates; need not exist yet */
    public SnapshotWatch(Path processed) {
        this.file = processed.resolve("_snapshot.json");
        var unused = looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** {@link System#nanoTime} when the first that holds a record was seen; -1 if there is none yet. */
    public long publishedAt(TopicPartition partition, long offset) {
        for (Published each : all) {
            if (each.holds(partition, offset)) {
                return each.nanos();
            }
        }
        return -1;
    }

    /**
     * Waits until all records before the ends are published.
     *
     * @param alive whether whoever publishes them is still there
     * @return {@link System#nanoTime} when that was seen
     * @throws IllegalStateException if it takes longer, or nobody is there any more
     */
    public long await(Map<TopicPartition, Long> ends, Duration limit, BooleanSupplier alive)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            if (!alive.getAsBoolean()) {
                throw new IllegalStateException("the analytics ended before all was published");
            }
            if (!all.isEmpty()) {
                Published last = all.get(all.size() - 1);
                if (ends.entrySet().stream()
                        .allMatch(end -> end.getValue() == 0 || last.holds(end.getKey(), end.getValue() - 1))) {
                    return last.nanos();
                }
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        throw new IllegalStateException("not published after " + limit);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object now = List.of(attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
            if (!now.equals(seen)) {
                Map<TopicPartition, Long> offsets = read();
                all.add(new Published(System.nanoTime(), offsets));
                seen = now;
            }
        } catch (IOException e) {
            // Not there yet.
        }
    }

    private Map<TopicPartition, Long> read() throws IOException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        JsonNode topics = JSON.readTree(file.toFile()).path("offsets");
        topics.properties().forEach(topic -> topic.getValue()
                .properties()
                .forEach(partition -> offsets.put(
                        new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                        partition.getValue().asLong())));
        return offsets;
    }
}
