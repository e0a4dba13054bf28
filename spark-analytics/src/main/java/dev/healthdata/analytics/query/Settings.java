package dev.healthdata.analytics.query;

import dev.healthdata.analytics.publish.Formats;
import dev.healthdata.analytics.storage.Folder;
import java.time.Duration;
import java.util.Map;

/**
 * What can be set.
 *
 * @param kafka client properties, with {@code bootstrap.servers}
 * @param processed where the aggregates go
 * @param formats which files there are of each
 * @param checkpoint what must last
 * @param trigger how often a batch may start
 * @param partitions of the state; another number needs a rebuild
 * @param maxOffsetsPerTrigger how much one batch may read
 * @param once whether to leave when all that is there now has been published
 */
public record Settings(
        Map<String, String> kafka,
        Folder processed,
        Formats formats,
        Folder checkpoint,
        Duration trigger,
        int partitions,
        long maxOffsetsPerTrigger,
        boolean once) {
    public Settings {
        kafka = Map.copyOf(kafka);
    }
}
