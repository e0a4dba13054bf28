package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A writer that ends in the middle of what it has read, as for want of memory. */
class BrokenWriterIT extends SinkTestCase {
    @Test
    void whatItHadNotTakenIsReadAgain() throws Exception {
        topics.write(() -> IntStream.range(0, 300).forEach(i -> topics.patient("P" + i, "name", 1)));
        Sink broken = fixture.start(
                fixture.with(Map.of(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, Unreadable.class.getName())));
        assertThatThrownBy(broken::await).hasRootCauseInstanceOf(OutOfMemoryError.class);
        fixture.stop();

        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.rows("patients")).hasSize(300);
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void oneThatFailsWhileOthersAreMadeTakesThemWithItToo() throws Exception {
        Sink broken = fixture.start(
                fixture.with(Map.of(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, MadeLate.class.getName())));
        CompletableFuture<Void> end = CompletableFuture.runAsync(broken::await);

        // The second may read everything before the first has partitions.
        AtomicInteger version = new AtomicInteger();
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            int next = version.incrementAndGet();
            topics.write(() -> IntStream.range(0, 30).forEach(i -> topics.patient("P" + i, "name", next)));
            return end.isDone();
        });

        assertThatThrownBy(end::join).hasRootCauseInstanceOf(OutOfMemoryError.class);
    }

    /** As below for the first writer; where it runs already when another consumer is made, that one is made when it has ended. */
    public static final class MadeLate extends Unreadable {
        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            return Thread.currentThread().getName().equals("writer-1") ? super.onConsume(records) : records;
        }

        @Override
        public void configure(Map<String, ?> configs) {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("writer-1"))
                    .forEach(thread -> await().until(() -> !thread.isAlive()));
        }
    }

    /** Hands out records of which none can be read; producers have the same properties. */
    public static class Unreadable implements ConsumerInterceptor<byte[], byte[]>, ProducerInterceptor<byte[], byte[]> {
        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> unreadable = new HashMap<>();
            for (TopicPartition partition : records.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
                records.records(partition).forEach(each -> some.add(new TooLarge(each)));
                unreadable.put(partition, some);
            }
            return new ConsumerRecords<>(unreadable, records.nextOffsets());
        }

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return record;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    private static final class TooLarge extends ConsumerRecord<byte[], byte[]> {
        TooLarge(ConsumerRecord<byte[], byte[]> record) {
            super(record.topic(), record.partition(), record.offset(), record.key(), record.value());
        }

        @Override
        public byte[] key() {
            throw new OutOfMemoryError();
        }
    }
}
