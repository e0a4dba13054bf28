package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters of the validator, twenty a second for as long as it is open. */
final class LetterStream implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(TestKafka.shared().client(), new ByteArraySerializer(), new ByteArraySerializer());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    void start(Table table) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(table.deadLetterTopic(), "rejected".getBytes(UTF_8), new byte[1]);
        var unused = timer.scheduleAtFixedRate(() -> send(letter), 0, 50, TimeUnit.MILLISECONDS);
    }

    private void send(ProducerRecord<byte[], byte[]> letter) {
        var unused = producer.send(letter);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close();
    }
}
