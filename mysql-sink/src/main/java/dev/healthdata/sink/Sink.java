package dev.healthdata.sink;

import dev.healthdata.observability.Observability;
import dev.healthdata.sink.change.CleanReader;
import dev.healthdata.sink.check.DatabaseCheck;
import dev.healthdata.sink.check.EmptyDatabase;
import dev.healthdata.sink.check.KafkaProblem;
import dev.healthdata.sink.check.Problems;
import dev.healthdata.sink.check.Problems.Problem;
import dev.healthdata.sink.check.TopicCheck;
import dev.healthdata.sink.check.UrlCheck;
import dev.healthdata.sink.consume.Backlog;
import dev.healthdata.sink.consume.Progress;
import dev.healthdata.sink.consume.Settlement;
import dev.healthdata.sink.consume.TopicWriter;
import dev.healthdata.sink.deadletter.Latecomers;
import dev.healthdata.sink.deadletter.LetterCloser;
import dev.healthdata.sink.deadletter.OpenLetters;
import dev.healthdata.sink.deadletter.SinkDeadLetters;
import dev.healthdata.sink.deadletter.StoredRows;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.Dialect;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.sink.write.BatchWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A running sink: writers on the clean topics, and what they share. */
public final class Sink implements AutoCloseable {
    private final Database database;
    private final OpenLetters openLetters = new OpenLetters();
    private final SinkDeadLetters deadLetters;
    private final SinkMetrics metrics;
    private final GroupLag lag;
    private final Progress progress;
    private final List<Runnable> stops = new ArrayList<>();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    private Sink(SinkSettings settings, Database database, SinkMetrics metrics) {
        this.database = database;
        this.deadLetters = new SinkDeadLetters(settings.kafka(), settings.recordPatience(), openLetters);
        this.metrics = metrics;
        this.lag = new GroupLag(settings);
        this.progress = new Progress(metrics);
    }

    /**
     * Checks everything and starts to write.
     *
     * @param observability told its metrics, and how it is once it has started
     * @throws Problems if something is wrong; nothing has been written then
     */
    public static Sink start(SinkSettings settings, Observability observability) throws Problems {
        List<Problem> problems = new ArrayList<>();
        boolean urlLeadsSomewhere = UrlCheck.run(settings.database().url(), problems);
        TopicCheck.run(settings.kafka(), problems);
        if (!urlLeadsSomewhere) {
            throw new Problems(problems);
        }
        Database database = Database.of(settings.database(), observability.registry());
        Sink sink = new Sink(settings, database, new SinkMetrics(observability));
        try {
            sink.connectDeadLetters(problems);
            Dialect dialect = DatabaseCheck.run(database, settings.database().connectTimeout(), problems);
            if (problems.isEmpty()) {
                EmptyDatabase.fill(database, settings.kafka(), settings.group(), problems);
            }
            if (!problems.isEmpty()) {
                throw new Problems(problems);
            }
            sink.startWriters(settings, dialect);
            sink.metrics.watch(sink.progress);
            observability.bind(sink.lag);
            observability.started(new SinkHealth(sink.progress, database, sink.metrics)::now);
            return sink;
        } catch (KafkaException e) {
            sink.close();
            // Until here clients are only made, which takes no Kafka.
            throw new Problems(List.of(KafkaProblem.of(e)));
        } catch (Problems | RuntimeException e) {
            sink.close();
            throw e;
        }
    }

    /** Any client shows what is wrong with all of them; this one also what is wrong with a producer. */
    private void connectDeadLetters(List<Problem> problems) {
        try {
            deadLetters.connect();
        } catch (KafkaException e) {
            Problem problem = KafkaProblem.of(e);
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }
    }

    /** How far it is. */
    public Progress progress() {
        return progress;
    }

    /**
     * Waits until it ends: after {@link #stop}, or because it cannot go on.
     *
     * @throws dev.healthdata.sink.consume.SinkStopped if a human is needed
     */
    public void await() {
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Lets the batches at hand be written and the offsets be committed, and ends. */
    public void stop() {
        stops.forEach(Runnable::run);
    }

    /** Stops it and waits until it has ended. */
    @Override
    public void close() {
        stop();
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                    .exceptionally(e -> null)
                    .join();
        } finally {
            lag.close();
            deadLetters.close();
            database.close();
        }
    }

    private void startWriters(SinkSettings settings, Dialect dialect) {
        RowStatements statements = new RowStatements(dialect, settings.statementRows());
        DeletedRows deletedRows = new DeletedRows(dialect, settings.statementRows());
        BatchWriter batchWriter = new BatchWriter(database, statements, deletedRows, settings.statementRows());
        CleanReader reader = new CleanReader();
        StoredRows stored = new StoredRows(database, statements, deletedRows);
        Settlement settlement = new Settlement(deadLetters, openLetters, stored);
        Backlog backlog = new Backlog();
        Map<String, Runnable> tasks = new LinkedHashMap<>();
        for (int i = 1; i <= settings.writers(); i++) {
            TopicWriter writer = new TopicWriter(
                    consumer(ConsumerSettings.ofWriter(settings, i)),
                    reader,
                    batchWriter,
                    settlement,
                    backlog,
                    progress,
                    settings.limits());
            stops.add(writer::stop);
            tasks.put("writer-" + i, writer);
        }
        LetterCloser closer = new LetterCloser(
                consumer(ConsumerSettings.ofCloser(settings)),
                openLetters,
                deadLetters,
                stored,
                new Latecomers(reader, batchWriter, stored, settings.kafka(), settings.recordPatience()));
        stops.add(closer::stop);
        tasks.put("dead-letters", closer);
        // Not before all can be stopped: the first may fail while the last is made.
        tasks.forEach((name, task) -> running.add(run(task, name)));
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        metrics.watch(consumer);
        return consumer;
    }

    /** One that fails takes the others with it: the process is not to live on half. */
    private CompletableFuture<Void> run(Runnable task, String name) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                        end.complete(null);
                    } catch (Throwable e) {
                        end.completeExceptionally(e);
                        stop();
                    }
                },
                name);
        thread.start();
        return end;
    }
}
