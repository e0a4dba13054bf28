package dev.healthdata.sink.deadletter;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes dead letters of stage SINK once the row is stored, or deleted, in the refused version or a newer one, and stores
 * rows whose parents were refused once these have come. It reads the dead-letter topics from their beginning and compares
 * with the database, so that it does not matter which process refused the row and which one stored it. Several that do so
 * at once do no harm.
 */
public final class LetterCloser implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LetterCloser.class);
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final OpenLetters open;
    private final SinkDeadLetters deadLetters;
    private final StoredRows stored;
    private final Latecomers latecomers;
    private final Map<String, Table> tableByTopic =
            Tables.all().stream().collect(Collectors.toUnmodifiableMap(Table::deadLetterTopic, Function.identity()));

    private volatile boolean stopping;

    /**
     * Not running yet.
     *
     * @param consumer without a group; it belongs to the thread that runs this
     * @param open what is read is kept in it
     */
    public LetterCloser(
            Consumer<byte[], byte[]> consumer,
            OpenLetters open,
            SinkDeadLetters deadLetters,
            StoredRows stored,
            Latecomers latecomers) {
        this.consumer = consumer;
        this.open = open;
        this.deadLetters = deadLetters;
        this.stored = stored;
        this.latecomers = latecomers;
    }

    @Override
    public void run() {
        try (consumer;
                latecomers) {
            List<TopicPartition> partitions = tableByTopic.keySet().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                readOn();
                if (!open.isEmpty()) {
                    compare();
                }
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    public void stop() {
        stopping = true;
        consumer.wakeup();
    }

    /** Reads for a while, and then to where the topics ended: a letter may have been closed or replaced further on. */
    private void readOn() {
        long end = System.nanoTime() + PERIOD.toNanos();
        for (Duration left = PERIOD;
                !stopping && !left.isNegative();
                left = Duration.ofNanos(end - System.nanoTime())) {
            consumer.poll(left).forEach(this::read);
        }
        readTo(Mark.of(consumer));
    }

    private void readTo(Mark mark) {
        boolean more = true;
        while (!stopping && more && !mark.isReached(consumer)) {
            var letters = consumer.poll(PERIOD);
            letters.forEach(this::read);
            more = !letters.isEmpty();
        }
    }

    /** Another process may have written letters of newer versions while the database was asked. */
    private void catchUp() {
        consumer.poll(Duration.ZERO).forEach(this::read);
        readTo(Mark.of(consumer));
    }

    private void read(ConsumerRecord<byte[], byte[]> letter) {
        open.read(tableByTopic.get(letter.topic()), letter);
    }

    private void compare() {
        try {
            for (Table table : Tables.all()) {
                Map<String, SinkLetter> letters = open.of(table);
                Map<String, SinkLetter> over = stored.among(table, letters);
                if (!over.isEmpty()) {
                    catchUp();
                    deadLetters.close(table, over);
                    over.forEach(letters::remove);
                }
                List<Refused> refused = latecomers.store(table, letters);
                if (!refused.isEmpty()) {
                    catchUp();
                    deadLetters.write(refused);
                }
            }
        } catch (TimeoutException e) {
            LOG.debug("open dead letters were not compared: Kafka does not answer");
        } catch (SQLException e) {
            // The writers have the same trouble and deal with it; here the next time is early enough.
            LOG.debug(
                    "open dead letters were not compared: {}", SqlFailure.of(e).reference());
        }
    }
}
