package dev.healthdata.sink.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.sink.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes dead letters of stage SINK once the row is stored, or deleted, in the refused version or a newer one. It reads the
 * dead-letter topics from their beginning and compares with the database, so that it does not matter which process
 * refused the row and which one stored it. Several that do so at once do no harm.
 */
public final class LetterCloser implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LetterCloser.class);
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final SinkDeadLetters deadLetters;
    private final Database database;
    private final RowStatements statements;
    private final DeletedRows deletedRows;
    private final Map<String, Table> tableByTopic =
            Tables.all().stream().collect(Collectors.toUnmodifiableMap(Table::deadLetterTopic, Function.identity()));
    /** By table and key, the version that was refused. */
    private final Map<Table, Map<String, Long>> open = new HashMap<>();

    private volatile boolean stopping;

    /** @param consumer without a group; it belongs to the thread that runs this */
    public LetterCloser(
            Consumer<byte[], byte[]> consumer,
            SinkDeadLetters deadLetters,
            Database database,
            RowStatements statements,
            DeletedRows deletedRows) {
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.database = database;
        this.statements = statements;
        this.deletedRows = deletedRows;
    }

    @Override
    public void run() {
        try (consumer) {
            List<TopicPartition> partitions = tableByTopic.keySet().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                var letters = consumer.poll(PERIOD);
                letters.forEach(this::read);
                // While there is more to read, a letter may have been closed or replaced further on.
                if (letters.isEmpty()) {
                    closeStored();
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

    private void read(ConsumerRecord<byte[], byte[]> letter) {
        Table table = tableByTopic.get(letter.topic());
        String key = new String(letter.key(), UTF_8);
        Map<String, Long> letters = open.computeIfAbsent(table, each -> new HashMap<>());
        letters.remove(key);
        if (letter.value() != null) {
            RefusedVersion.of(letter.headers()).ifPresent(version -> letters.put(key, version));
        }
    }

    private void closeStored() {
        if (open.values().stream().allMatch(Map::isEmpty)) {
            return;
        }
        try (Connection connection = database.connect()) {
            for (var letters : open.entrySet()) {
                deadLetters.close(letters.getKey(), stored(connection, letters.getKey(), letters.getValue()));
            }
        } catch (SQLException e) {
            // The writers have the same trouble and deal with it; here the next time is early enough.
            LOG.debug(
                    "open dead letters were not compared: {}", SqlFailure.of(e).reference());
        }
    }

    private List<String> stored(Connection connection, Table table, Map<String, Long> refused) throws SQLException {
        List<String> stored = new ArrayList<>();
        if (!refused.isEmpty()) {
            Map<String, Long> versions = new HashMap<>(statements.versions(connection, table, refused.keySet()));
            deletedRows
                    .versions(connection, table, refused.keySet())
                    .forEach((id, version) -> versions.merge(id, version, Math::max));
            versions.forEach((id, version) -> {
                if (version >= refused.get(id)) {
                    stored.add(id);
                }
            });
        }
        return stored;
    }
}
