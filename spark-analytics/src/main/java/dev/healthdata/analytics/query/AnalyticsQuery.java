package dev.healthdata.analytics.query;

import dev.healthdata.analytics.checkpoint.Checkpoint;
import dev.healthdata.analytics.event.EventCodec;
import dev.healthdata.analytics.stage.Stages;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one query: the four clean topics, the stages after each other, and the fold of each batch. */
public final class AnalyticsQuery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnalyticsQuery.class);
    private static final Encoder<byte[]> BYTES = Encoders.BINARY();

    /** How often the clock is looked at. */
    private static final long LOOK_MILLIS = 2_000;

    private final SparkSession spark;
    private final Publications publications;
    private final ClockWatch clock;
    private final Starter starter;
    private volatile StreamingQuery query;
    private boolean closed;

    @FunctionalInterface
    private interface Starter {
        StreamingQuery start() throws TimeoutException;
    }

    private AnalyticsQuery(SparkSession spark, Publications publications, ClockWatch clock, Starter starter)
            throws TimeoutException {
        this.spark = spark;
        this.publications = publications;
        this.clock = clock;
        this.starter = starter;
        this.query = starter.start();
    }

    /**
     * Publishes what there is, then starts it; batches then run in threads of Spark's.
     *
     * @param watcher told how the query gets on
     */
    public static AnalyticsQuery start(Start from, QueryObserver watcher) throws IOException, TimeoutException {
        return start(from, watcher, Step.Observer.NONE, new ClockWatch());
    }

    static AnalyticsQuery start(Start from, QueryObserver watcher, Step.Observer observer, ClockWatch clock)
            throws IOException, TimeoutException {
        Settings settings = from.settings();
        Checkpoint checkpoint = new Checkpoint(settings.checkpoint());
        Session session = Session.start(settings, checkpoint.scratch());
        session.spark().streams().addListener(new ProgressListener(watcher));
        String directory = checkpoint.query().location();
        OffsetLog offsetLog = new OffsetLog(session.spark(), directory);
        SnapshotLine line = new SnapshotLine(from.topics(), settings.formats());
        Publications publications = new Publications(checkpoint, line, settings, watcher, observer);
        BatchFold fold = new BatchFold(checkpoint, offsetLog, publications, observer);
        try {
            if (from.newest().isPresent()) {
                fold.beginWith(from.newest().get());
            }
            return new AnalyticsQuery(
                    session.spark(), publications, clock, () -> run(session, settings, directory, fold));
        } catch (IOException | TimeoutException | RuntimeException e) {
            session.spark().stop();
            throw e;
        }
    }

    private static StreamingQuery run(Session session, Settings settings, String checkpoint, BatchFold fold)
            throws TimeoutException {
        return deltas(session, settings)
                .writeStream()
                .queryName("analytics")
                .outputMode(OutputMode.Append())
                .option("checkpointLocation", checkpoint)
                .trigger(
                        settings.once()
                                ? Trigger.AvailableNow()
                                : Trigger.ProcessingTime(settings.trigger().toMillis()))
                // One action: a second one would run the stages again.
                .foreachBatch((VoidFunction2<Dataset<byte[]>, Long>)
                        (batch, number) -> fold.fold(batch.collectAsList(), number))
                .start();
    }

    /**
     * Waits until it has ended and what it counted is published.
     *
     * @throws StreamingQueryException if it failed
     */
    public void await() throws StreamingQueryException, InterruptedException, TimeoutException {
        while (!query.awaitTermination(LOOK_MILLIS)) {
            if (clock.wasSetBack()) {
                startAnew();
            }
        }
        publications.await();
    }

    /** A batch under way runs again, and ends the same. */
    private synchronized void startAnew() throws TimeoutException {
        if (closed) {
            return;
        }
        LOG.warn("the clock was set back: the query is started anew, which would else rest for as long");
        query.stop();
        query = starter.start();
    }

    /** Stops in order: the state store's native threads must be gone before the JVM is. */
    @Override
    public synchronized void close() {
        if (closed) {
            return; // both the shutdown hook and whoever started it may call
        }
        closed = true;
        publications.end(); // else the stop interrupts it
        try {
            query.stop();
        } catch (TimeoutException e) {
            // It is stopped with the session.
        }
        StateStore.stop();
        spark.stop();
    }

    private static Dataset<byte[]> deltas(Session session, Settings settings) {
        Dataset<byte[]> events = source(session, settings)
                .flatMap(
                        (FlatMapFunction<Row, byte[]>) row -> CleanRecords.read(
                                        row.getString(0), row.getInt(1), row.getLong(2), row.getString(3), row.getAs(4))
                                .map(EventCodec::encode)
                                .stream()
                                .iterator(),
                        BYTES);
        for (int stage = 0; stage < Stages.inOrder().size(); stage++) {
            events = events.groupByKey(
                            (MapFunction<byte[], String>)
                                    bytes -> EventCodec.decode(bytes).key(),
                            Encoders.STRING())
                    .flatMapGroupsWithState(
                            new KeyedStage(stage), OutputMode.Append(), BYTES, BYTES, GroupStateTimeout.NoTimeout())
                    .mapPartitions(new PreSum(), BYTES);
        }
        return events;
    }

    private static Dataset<Row> source(Session session, Settings settings) {
        DataStreamReader reader = session.spark()
                .readStream()
                .format("kafka")
                .option("subscribe", String.join(",", CleanRecords.topics()))
                .option("startingOffsets", "earliest")
                .option("failOnDataLoss", "true")
                .option("maxOffsetsPerTrigger", settings.maxOffsetsPerTrigger());
        settings.kafka().forEach((key, value) -> reader.option("kafka." + key, value));
        reader.option("kafka.isolation.level", "read_committed");
        // Behind a transaction's marker a fetch finds nothing and would wait its default of 500 ms, in every task.
        reader.option("kafka.fetch.max.wait.ms", "20");
        Dataset<Row> records = reader.load().selectExpr("topic", "partition", "offset", "cast(key as string)", "value");
        // A task for each partition of Kafka costs more than it reads, in one process.
        return session.isLocal() ? records.coalesce(settings.partitions()) : records;
    }
}
