package dev.healthdata.analytics.workload;

import static org.awaitility.Awaitility.await;

import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes clean topics as the validator does: in transactions, some of which do not succeed. */
public final class CleanTopics implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    public CleanTopics(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("transactional.id", UUID.randomUUID().toString());
        producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
        admin = Admin.create(client);
    }

    /**
     * In transactions of a few hundred records. Returns when readers of committed records see all of them: a commit is told
     * before each partition has its marker.
     */
    public void write(List<Change> changes) {
        for (int from = 0; from < changes.size(); from += 300) {
            producer.beginTransaction();
            changes.subList(from, Math.min(changes.size(), from + 300)).forEach(this::send);
            producer.commitTransaction();
        }
        await().until(() -> ends(IsolationLevel.READ_COMMITTED).equals(ends(IsolationLevel.READ_UNCOMMITTED)));
    }

    /** What the validator would never write. */
    public void write(Table table, String key, byte[] value) {
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(table.cleanTopic(), key, value));
        producer.commitTransaction();
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
        admin.close();
    }

    private Map<TopicPartition, Long> ends(IsolationLevel isolation) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(Topics.clean()).allTopicNames().get().forEach((topic, description) -> description
                .partitions()
                .forEach(each -> latest.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if a record of the transaction did
    private void send(Change change) {
        byte[] value = change.fields() == null ? null : CleanJson.encode(change.fields(), change.version());
        producer.send(new ProducerRecord<>(change.table().cleanTopic(), change.id(), value));
    }
}
