package dev.healthdata.platform.books;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known to be committed may not be visible yet. */
class TopicReaderIT {
    private static final Table TABLE = Tables.all().get(0);

    private final TestKafka kafka = TestKafka.shared();

    @BeforeEach
    void reset() {
        kafka.reset(1);
    }

    @Test
    void theEndsAreSettledOnceTheOpenTransactionHasEnded() throws Exception {
        try (TopicReader reader = new TopicReader(kafka.client());
                KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.beginTransaction();
            send(producer);
            var partitions = reader.partitions(List.of(TABLE.rawTopic()));
            assertThat(reader.ends(partitions).values()).containsExactly(0L);

            CompletableFuture<Map<Table, Map<Integer, Long>>> settled = CompletableFuture.supplyAsync(() -> settled());
            assertThatThrownBy(() -> settled.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            producer.commitTransaction();

            assertThat(settled.get(30, TimeUnit.SECONDS)).containsEntry(TABLE, Map.of(0, 0L));
        }
    }

    @Test
    void theEndsAreSettledAtOnceWhereNothingIsUnderWay() throws Exception {
        try (TopicReader reader = new TopicReader(kafka.client());
                KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.beginTransaction();
            send(producer);
            producer.abortTransaction();

            assertThat(new RawEnds(reader).settled()).containsEntry(TABLE, Map.of(0, -1L));
        }
    }

    private Map<Table, Map<Integer, Long>> settled() {
        try (TopicReader reader = new TopicReader(kafka.client())) {
            return new RawEnds(reader).settled();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(kafka.client());
        settings.put("transactional.id", "topic-reader");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer) throws Exception {
        producer.send(new ProducerRecord<>(TABLE.rawTopic(), "P1".getBytes(UTF_8), new byte[0]))
                .get();
    }
}
