package dev.healthdata.sink.deadletter;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.process.OnePartition;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters, and closes them; none of a newer version of its row is touched. One for all threads, since what they
 * do may cross: while an older version is tried once more, a newer one may be refused.
 */
public final class SinkDeadLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkDeadLetters.class);

    /** Beside it a letter has its key and its headers. */
    private static final int MAX_VALUE_BYTES = Topics.MAX_RECORD_BYTES - (64 << 10);

    private final Map<String, Object> client;
    private final Duration patience;
    private final OpenLetters open;
    private KafkaProducer<byte[], byte[]> producer;
    private RawRecords rawRecords;

    /**
     * Not to be used before {@link #connect}.
     *
     * @param client Kafka client properties, at least {@code bootstrap.servers}
     * @param patience how long Kafka may take to give a raw record
     * @param open those that are there already
     */
    public SinkDeadLetters(Map<String, Object> client, Duration patience, OpenLetters open) {
        this.client = Map.copyOf(client);
        this.patience = patience;
        this.open = open;
    }

    /**
     * Makes its clients. When the first row is refused would be too late to learn that they cannot be made.
     *
     * @throws KafkaException if the properties do not allow it
     */
    public synchronized void connect() {
        rawRecords = new RawRecords(client, patience);
        Map<String, Object> config = new HashMap<>(client);
        config.keySet().removeAll(OnePartition.PROPERTIES_AGAINST_IT);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Without a transaction, a broker takes any first sequence number: of several batches under way to a new
        // partition, a later one could be taken before the first, which then never would (KIP-890).
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Writes them, and returns when all are safe. Again the same is no harm: the topics keep one of a key.
     *
     * @throws KafkaException if they could not be written
     */
    public synchronized void write(List<Refused> rows) {
        List<Refused> newest = rows.stream()
                .filter(row -> !isOlder(row))
                .map(row -> row.notBefore(open.newest(row.table(), row.key())))
                .toList();
        if (newest.isEmpty()) {
            return;
        }
        Map<RawOrigin, byte[]> raw = rawRecords.of(newest);
        awaitAll(newest.stream().<Future<?>>map(row -> send(row, raw)).toList());
        newest.forEach(row -> LOG.warn(
                "row dead-lettered: table={} rule={} reason=\"{}\" clean={}",
                row.table(),
                row.violation().rule(),
                row.violation().message(),
                row.origin()));
    }

    /**
     * Closes dead letters.
     *
     * @param letters by key
     */
    synchronized void close(Table table, Map<String, SinkLetter> letters) {
        List<String> keys = letters.entrySet().stream()
                .filter(letter ->
                        !open.hasNewer(table, letter.getKey(), letter.getValue().version()))
                .map(Map.Entry::getKey)
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        awaitAll(keys.stream().<Future<?>>map(key -> sendEnd(table, key)).toList());
        LOG.info("dead letters closed, their rows are stored: table={} rows={}", table, keys.size());
    }

    private boolean isOlder(Refused row) {
        return row.row()
                .filter(refused -> open.hasNewer(row.table(), row.key(), refused.version()))
                .isPresent();
    }

    private Future<?> send(Refused row, Map<RawOrigin, byte[]> raw) {
        return producer.send(deadLetter(row, raw), (place, error) -> {
            if (error == null) {
                open.written(row, place);
            }
        });
    }

    private Future<?> sendEnd(Table table, String key) {
        return producer.send(new ProducerRecord<>(table.deadLetterTopic(), new LetterKey(key, true).bytes(), null));
    }

    private void awaitAll(List<Future<?>> sent) {
        producer.flush();
        sent.forEach(SinkDeadLetters::await);
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(Refused row, Map<RawOrigin, byte[]> raw) {
        RecordHeaders headers = new RecordHeaders();
        // Not those of other programs, which may be as large as a record.
        Provenance.from(row.origin().headers()).ifPresent(from -> from.writeTo(headers));
        row.raw().ifPresent(from -> from.writeTo(headers));
        new DeadLetter(Stage.SINK, List.of(row.violation()), 1, Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .writeTo(headers);
        SinkLetter.write(row, headers);
        byte[] value = row.raw().map(raw::get).orElseGet(row::insteadOfRaw);
        byte[] most = value.length > MAX_VALUE_BYTES ? Arrays.copyOf(value, MAX_VALUE_BYTES) : value;
        return new ProducerRecord<>(
                row.table().deadLetterTopic(), null, new LetterKey(row.key(), true).bytes(), most, headers);
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
        if (rawRecords != null) {
            rawRecords.close();
        }
    }
}
