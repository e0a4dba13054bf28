package dev.healthdata.validator.process;

import dev.healthdata.observability.Observability;
import dev.healthdata.records.process.Parent;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.validator.reference.Grace;
import dev.healthdata.validator.topology.ValidatorTopology;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of the validator, from its start to its end. */
public final class ValidatorProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatorProcess.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private final Settings settings;
    private final Parent parent;
    private final Observability observability;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean leaving = new AtomicBoolean();

    /** @param observability told its metrics, and how it is once it has started */
    public ValidatorProcess(Settings settings, Parent parent, Observability observability) {
        this.settings = settings;
        this.parent = parent;
        this.observability = observability;
    }

    /**
     * Works until it is told to leave by SIGTERM or by its parent.
     *
     * @throws ConfigurationException if it cannot start like this
     * @throws KafkaFailure if Kafka does not answer at the start
     * @throws ValidatorFailure if it cannot go on
     */
    public void run() {
        Grace grace = new Grace(settings.grace());
        // First of all: with Kafka away, the checks at the start wait for longer than a parent that is gone should.
        parent.follow(
                () -> {
                    LOG.info("end of input: rows wait no longer for rows that they refer to");
                    grace.end();
                },
                () -> System.exit(0));
        InstanceDirectory directory = InstanceDirectory.at(settings.stateDir());
        directory.unpackRocksDb();
        Properties properties = StreamsProperties.of(settings, directory.id());
        int partitions = TopicChecks.partitions(settings.client());
        RowRules rules = new RowRules(Clock.system(ZoneId.systemDefault()), settings.severities());
        KafkaStreams streams = new KafkaStreams(
                ValidatorTopology.build(new StreamsConfig(properties), partitions, rules, grace, settings.retention()),
                properties);
        try (TopicWatch topics = new TopicWatch(settings.applicationId(), settings.client(), this::fail)) {
            watch(streams, topics);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(streams), "shutdown"));
            LOG.info(
                    "starting: applicationId={} partitions={} threads={} grace={} retention={}",
                    settings.applicationId(),
                    partitions,
                    settings.threads(),
                    settings.grace(),
                    settings.retention().period().map(Duration::toString).orElse("unlimited"));
            streams.start();
            stopped.join();
        } catch (ProcessorStateException | LockException e) {
            // It opens the stores that it finds before it starts its threads.
            fail(e);
        } finally {
            leave(streams);
        }
        if (failure.get() != null) {
            throw new ValidatorFailure(failure.get());
        }
    }

    /** Does not wait until all threads have ended, which may take one that waits for Kafka minutes. */
    private void fail(Throwable reason) {
        failure.compareAndSet(null, reason);
        stopped.complete(null);
    }

    private void watch(KafkaStreams streams, TopicWatch topics) {
        streams.setUncaughtExceptionHandler(reason -> {
            fail(reason);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        AtomicBoolean ready = new AtomicBoolean();
        StreamsHealth health = new StreamsHealth(streams, Clock.systemUTC());
        new BookMetrics(streams, observability).bind();
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
    private void leave(KafkaStreams streams) {
        if (leaving.compareAndSet(false, true) && !streams.close(CLOSE_TIMEOUT)) {
            LOG.warn(
                    "still closing after {} s: leaving; the open transaction will be aborted",
                    CLOSE_TIMEOUT.toSeconds());
        }
    }
}
