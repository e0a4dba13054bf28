package dev.healthdata.validator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Until when stores were in use. Kafka Streams goes by the time of a task's directory to tell which were left for too long
 * (KIP-1259), and since it keeps offsets in the stores themselves (KIP-1035) that is when the directory was made.
 */
final class TaskDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDirectories.class);

    private final KafkaStreams streams;
    private final Path parent;

    TaskDirectories(KafkaStreams streams, Settings settings) {
        this.streams = streams;
        this.parent = settings.stateDir().resolve(settings.applicationId());
    }

    /** The tasks that this instance has; none if it is not running, as stores may not be up to date then. */
    Set<String> inUse() {
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return Set.of();
        }
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> Stream.concat(thread.activeTasks().stream(), thread.standbyTasks().stream()))
                .map(task -> task.taskId().toString())
                .collect(Collectors.toSet());
    }

    /** To be called when they are closed. Those of which it cannot be said are made anew when they are old, no more. */
    void wereInUseUntilNow(Set<String> tasks, Clock clock) {
        for (String task : tasks) {
            try {
                Files.setLastModifiedTime(parent.resolve(task), FileTime.from(clock.instant()));
            } catch (IOException e) {
                LOG.debug("cannot say until when the stores of task {} were in use", task, e);
            }
        }
    }
}
