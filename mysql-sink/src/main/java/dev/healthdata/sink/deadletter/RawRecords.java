package dev.healthdata.sink.deadletter;

import dev.healthdata.records.envelope.RawOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes that rows came as: a dead letter holds them. */
final class RawRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RawRecords.class);

    /** Then the sink ends, and reads the rows again when it is started again. */
    private static final int ATTEMPTS = 12;

    private final RecordFinder records;

    /**
     * Connects.
     *
     * @param client Kafka client properties
     * @param patience how long Kafka may take to give a record
     */
    RawRecords(Map<String, Object> client, Duration patience) {
        this.records = new RecordFinder(client, patience);
    }

    /**
     * Those that are still there, and may be read.
     *
     * @throws TimeoutException if Kafka does not tell again and again
     */
    Map<RawOrigin, byte[]> of(List<Refused> rows) {
        Map<TopicPartition, List<Long>> offsets = new HashMap<>();
        for (Refused row : rows) {
            row.raw().ifPresent(raw -> offsets.computeIfAbsent(
                            new TopicPartition(raw.topic(), raw.partition()), each -> new ArrayList<>())
                    .add(raw.offset()));
        }
        Map<RawOrigin, byte[]> bytes = new HashMap<>();
        offsets.forEach((partition, wanted) -> find(partition, wanted).forEach((offset, record) -> {
            if (record.value() != null) {
                bytes.put(new RawOrigin(partition.topic(), partition.partition(), offset), record.value());
            }
        }));
        return bytes;
    }

    private Map<Long, ConsumerRecord<byte[], byte[]>> find(TopicPartition partition, Collection<Long> offsets) {
        for (int attempt = 1; ; attempt++) {
            try {
                return records.find(partition, offsets);
            } catch (TimeoutException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (TopicAuthorizationException e) {
                // Looked at at the start, and taken away since. The rows matter more than the bytes that they came as.
                LOG.warn("rows are dead-lettered without the bytes that they came as: no right to READ {}", partition);
                return Map.of();
            }
        }
    }

    @Override
    public void close() {
        records.close();
    }
}
