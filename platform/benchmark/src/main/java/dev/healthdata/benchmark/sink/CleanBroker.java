package dev.healthdata.benchmark.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker whose clean topics hold rows as the validator writes them. */
final class CleanBroker {
    private static final int PARTITIONS = 4;
    private static final int ROWS_OF_TRANSACTION = 5_000;
    private static final String HASH = "0".repeat(64);

    private final Path home;
    private final Path log;

    CleanBroker(Path home, Path work) {
        this.home = home;
        this.log = work.resolve("broker.log");
    }

    EmbeddedBroker start(Path data) {
        EmbeddedBroker broker = EmbeddedBroker.start(home, data, log, Ports.free());
        broker.awaitReady();
        return broker;
    }

    /** Does nothing where it was done before. */
    void fill(Path data, Rows rows) {
        if (Files.exists(data)) {
            return;
        }
        try (EmbeddedBroker broker = start(data)) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            TopicSetup.createMissing(client, PARTITIONS);
            Map<String, Object> config = Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "transactional.id",
                    "fill",
                    "linger.ms",
                    "100",
                    "batch.size",
                    65_536,
                    "compression.type",
                    "lz4");
            try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                long[] sent = {0};
                rows.forEach((table, values) -> {
                    // A failure shows when the transaction is committed.
                    var unused = producer.send(record(table, values, ++sent[0]));
                    if (sent[0] % ROWS_OF_TRANSACTION == 0) {
                        producer.commitTransaction();
                        producer.beginTransaction();
                    }
                });
                producer.commitTransaction();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Table table, String[] values, long version) {
        RecordHeaders headers = new RecordHeaders();
        new Provenance(table + ".csv", HASH, version, version + 1).writeTo(headers);
        new RawOrigin(table.rawTopic(), 0, version).writeTo(headers);
        byte[] value = CleanJson.encode(Fields.of(table, Arrays.asList(values)), version);
        return new ProducerRecord<>(table.cleanTopic(), null, values[0].getBytes(UTF_8), value, headers);
    }
}
