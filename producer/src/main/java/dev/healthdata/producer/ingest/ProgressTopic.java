package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.json.IngestProgressJson;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far every content has been sent, as committed. Reads on from where it was at each question. */
final class ProgressTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final List<TopicPartition> partitions;
    private final NavigableMap<String, IngestProgress> known = new TreeMap<>();

    ProgressTopic(Map<String, Object> client) {
        this.admin = Admin.create(client);
        this.consumer = new KafkaConsumer<>(
                ClientSettings.consumer(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(Topics.INGEST_PROGRESS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What is visible now; another transaction under way may hide the newest. */
    Optional<IngestProgress> visible(String key) {
        readTo(consumer.endOffsets(partitions));
        return Optional.ofNullable(known.get(key));
    }

    /** What has come by itself since the last question; does not wait for any answer. */
    Optional<IngestProgress> heard(String key) {
        consumer.poll(Duration.ZERO).forEach(this::take);
        return Optional.ofNullable(known.get(key));
    }

    /** Whether the rest of anything is to follow, as far as is visible. */
    boolean isAnyBegun(Table table) {
        readTo(consumer.endOffsets(partitions));
        return known.values().stream()
                .anyMatch(books -> books.begun() && books.table().equals(table.name()));
    }

    /** All that was visible at the last question and whose keys begin so. */
    Map<String, IngestProgress> beginningWith(String keyPrefix) {
        return known.tailMap(keyPrefix, true).entrySet().stream()
                .takeWhile(books -> books.getKey().startsWith(keyPrefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * What is certain. To be asked once no other producer of this content can commit any more. Transactions on other
     * contents may be open in the same partitions, and hide what lies behind them until they end; so the end that is read
     * to is the log's, not that of what is visible.
     */
    Optional<IngestProgress> certain(String key) {
        readTo(logEnds());
        return Optional.ofNullable(known.get(key));
    }

    private void readTo(Map<TopicPartition, Long> ends) {
        Instant deadline = Instant.now().plus(ClientSettings.TRANSACTION_TIMEOUT.multipliedBy(2));
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(POLL).forEach(this::take);
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("a transaction on " + Topics.INGEST_PROGRESS + " does not end");
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        String key = new String(message.key(), UTF_8);
        if (message.value() == null) {
            known.remove(key);
        } else {
            known.put(key, IngestProgressJson.decode(message.value()));
        }
    }

    private Map<TopicPartition, Long> logEnds() {
        try {
            return admin
                    .listOffsets(
                            partitions.stream()
                                    .collect(Collectors.toMap(partition -> partition, ignored -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new KafkaException("cannot learn the end of " + Topics.INGEST_PROGRESS, e.getCause());
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
