package dev.healthdata.analytics.workload;

import dev.healthdata.records.json.CleanJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes clean topics as the validator does: in transactions, some of which do not succeed. */
public final class CleanTopics implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    public CleanTopics(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("transactional.id", UUID.randomUUID().toString());
        producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** In transactions of a few hundred records. */
    public void write(List<Change> changes) {
        for (int from = 0; from < changes.size(); from += 300) {
            producer.beginTransaction();
            changes.subList(from, Math.min(changes.size(), from + 300)).forEach(this::send);
            producer.commitTransaction();
        }
    }

    /** In a transaction that is given up. */
    public void writeInVain(List<Change> changes) {
        producer.beginTransaction();
        changes.forEach(this::send);
        producer.flush();
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if a record of the transaction did
    private void send(Change change) {
        byte[] value = change.fields() == null ? null : CleanJson.encode(change.fields(), change.version());
        producer.send(new ProducerRecord<>(change.table().cleanTopic(), change.id(), value));
    }
}
