package dev.healthdata.benchmark.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends clean records as the validator writes them, in transactions, each newer than all before. */
public final class CleanSender implements AutoCloseable {
    private static final String HASH = "0".repeat(64);

    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;
    private boolean open;

    /** @param sent how many records were sent before, which are older */
    public CleanSender(String bootstrapServers, long sent) {
        this.sent = sent;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "fill",
                        "linger.ms",
                        "100",
                        "batch.size",
                        65_536,
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /**
     * Sends a row; a failure shows when the transaction is committed.
     *
     * @return where it was put
     */
    public Future<RecordMetadata> send(Table table, String[] values) {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
        sent++;
        RecordHeaders headers = new RecordHeaders();
        new Provenance(table + ".csv", HASH, sent, sent + 1).writeTo(headers);
        new RawOrigin(table.rawTopic(), 0, sent).writeTo(headers);
        byte[] value = CleanJson.encode(Fields.of(table, Arrays.asList(values)), sent);
        return producer.send(new ProducerRecord<>(table.cleanTopic(), null, values[0].getBytes(UTF_8), value, headers));
    }

    /** All that were ever sent. */
    public long sent() {
        return sent;
    }

    /** Does nothing where nothing was sent. */
    public void commit() {
        if (open) {
            producer.commitTransaction();
            open = false;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
