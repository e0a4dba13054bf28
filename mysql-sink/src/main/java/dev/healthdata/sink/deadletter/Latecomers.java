package dev.healthdata.sink.deadletter;

import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.Change;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.CleanReader;
import dev.healthdata.sink.change.CleanReader.Read;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.write.BatchWriter;
import dev.healthdata.sink.write.Parent;
import dev.healthdata.sink.write.Written;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Stores rows that were dead-lettered because of a row that they refer to, once that one is stored. */
public final class Latecomers implements AutoCloseable {
    private final CleanReader reader;
    private final BatchWriter database;
    private final StoredRows stored;
    private final Map<String, Object> client;
    private final Duration patience;
    /** Letters whose clean records are gone: a newer one of the same key has taken their place. */
    private final Set<SinkLetter> gone = new HashSet<>();

    private RecordFinder cleanRecords;

    /**
     * Does not connect yet.
     *
     * @param client Kafka client properties
     * @param patience how long Kafka may take to give a clean record
     */
    public Latecomers(
            CleanReader reader,
            BatchWriter database,
            StoredRows stored,
            Map<String, Object> client,
            Duration patience) {
        this.reader = reader;
        this.database = database;
        this.stored = stored;
        this.client = Map.copyOf(client);
        this.patience = patience;
    }

    /**
     * Stores those that can be.
     *
     * @return those that cannot, for another reason than before
     */
    List<Refused> store(Table table, Map<String, SinkLetter> letters) throws SQLException {
        Changes changes = new Changes();
        Map<Integer, List<SinkLetter>> byPartition =
                ready(letters).stream().collect(Collectors.groupingBy(SinkLetter::partition));
        byPartition.forEach((partition, some) -> {
            Map<Long, ConsumerRecord<byte[], byte[]>> clean = clean(table, partition, some);
            for (SinkLetter letter : some) {
                change(clean.get(letter.offset())).ifPresentOrElse(changes::add, () -> gone.add(letter));
            }
        });
        List<Refused> refused = new ArrayList<>();
        if (!changes.isEmpty()) {
            Written written = database.writeLate(changes);
            written.rejected().forEach(row -> refused.add(Refused.by(row.failure(), row.change())));
            for (Written.Held held : written.held()) {
                held.missing().ifPresent(parent -> refused.add(Refused.withIts(parent, (Upsert) held.change())));
            }
        }
        return refused;
    }

    private List<SinkLetter> ready(Map<String, SinkLetter> letters) throws SQLException {
        List<SinkLetter> waiting = letters.values().stream()
                .filter(letter -> letter.parent().isPresent() && !gone.contains(letter))
                .toList();
        Map<Table, Set<String>> parents = new HashMap<>();
        for (SinkLetter letter : waiting) {
            Parent parent = letter.parent().orElseThrow();
            parents.computeIfAbsent(parent.table(), each -> new HashSet<>()).add(parent.id());
        }
        Map<Table, Set<String>> present = new HashMap<>();
        for (Map.Entry<Table, Set<String>> each : parents.entrySet()) {
            present.put(each.getKey(), stored.present(each.getKey(), each.getValue()));
        }
        return waiting.stream()
                .filter(letter -> {
                    Parent parent = letter.parent().orElseThrow();
                    return present.get(parent.table()).contains(parent.id());
                })
                .toList();
    }

    private Map<Long, ConsumerRecord<byte[], byte[]>> clean(Table table, int partition, List<SinkLetter> letters) {
        if (cleanRecords == null) {
            cleanRecords = new RecordFinder(client, patience);
        }
        return cleanRecords.find(
                new TopicPartition(table.cleanTopic(), partition),
                letters.stream().map(SinkLetter::offset).toList());
    }

    /** @param record null where it is gone */
    private Optional<Change> change(ConsumerRecord<byte[], byte[]> record) {
        return record != null && reader.read(record) instanceof Read.Changes changes
                ? Optional.of(changes.change())
                : Optional.empty();
    }

    @Override
    public void close() {
        if (cleanRecords != null) {
            cleanRecords.close();
        }
    }
}
