package dev.healthdata.validator.process;

import dev.healthdata.observability.Observability;
import dev.healthdata.records.process.Parent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of Kafka Streams, from its start until it has left. */
final class StreamsRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private final KafkaStreams streams;
    private final TaskDirectories directories;
    private final TopicWatch topics;
    private final Parent parent;
    private final Observability observability;
    private final BookMetrics metrics;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean leaving = new AtomicBoolean();

    StreamsRun(
            Topology topology, Properties properties, Settings settings, Parent parent, Observability observability) {
        this.streams = streams(topology, properties, settings.stateDir());
        this.directories = new TaskDirectories(streams, settings);
        this.topics = new TopicWatch(settings.applicationId(), settings.client(), this::fail);
        this.parent = parent;
        this.observability = observability;
        this.metrics = new BookMetrics(streams, Clock.systemUTC(), observability);
    }

    /** It takes its place in the directory, and fails like this where it cannot. */
    private static KafkaStreams streams(Topology topology, Properties properties, Path stateDir) {
        try {
            return new KafkaStreams(topology, properties);
        } catch (StreamsException e) {
            throw e.getCause() == null
                    ? InstanceDirectory.inUse(stateDir)
                    : InstanceDirectory.unusable(stateDir, e.getCause().getMessage());
        }
    }

    /**
     * @throws DamagedStateException if it found stores that nobody can open; they are deleted, and Kafka has what was in them
     * @throws ValidatorFailure if it cannot go on
     */
    void untilItLeaves() {
        watch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::leave, "shutdown"));
        try (topics) {
            streams.start();
            metrics.bind();
            stopped.join();
        } catch (ProcessorStateException | LockException e) {
            // It opens the stores that it finds before it starts its threads.
            fail(e);
        } finally {
            leave();
        }
        if (failure.get() != null) {
            deleteDamaged(failure.get());
            throw new ValidatorFailure(failure.get());
        }
    }

    private void deleteDamaged(Throwable reason) {
        if (DamagedStateException.isReason(reason)) {
            streams.cleanUp();
            throw new DamagedStateException(reason);
        }
    }

    /** Does not wait until all threads have ended, which may take one that waits for Kafka minutes. */
    private void fail(Throwable reason) {
        failure.compareAndSet(null, reason);
        stopped.complete(null);
    }

    private void watch() {
        streams.setUncaughtExceptionHandler(reason -> {
            fail(reason);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        AtomicBoolean ready = new AtomicBoolean();
        StreamsHealth health = new StreamsHealth(streams, Clock.systemUTC());
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING && ready.compareAndSet(false, true)) {
                LOG.info("ready");
                // By now it has made its own topics.
                topics.start();
                parent.ready();
                observability.started(health::now);
            } else if (now == KafkaStreams.State.ERROR) {
                fail(new IllegalStateException("Kafka Streams is in state ERROR"));
            } else if (now == KafkaStreams.State.NOT_RUNNING) {
                stopped.complete(null);
            }
        });
    }

    /** By whoever comes first; it does not wait for ever for threads that hang. */
    private void leave() {
        if (!leaving.compareAndSet(false, true)) {
            return;
        }
        metrics.close(); // before the stores that it reads
        Set<String> tasks = directories.inUse();
        if (streams.close(CLOSE_TIMEOUT)) {
            directories.wereInUseUntilNow(tasks, Clock.systemUTC());
        } else {
            LOG.warn(
                    "still closing after {} s: leaving; the open transaction will be aborted",
                    CLOSE_TIMEOUT.toSeconds());
        }
    }
}
