package dev.healthdata.validator.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Reads what is committed in Kafka. */
final class Committed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AGAIN = Duration.ofMillis(400);

    private final KafkaConsumer<byte[], byte[]> consumer;

    Committed() {
        Map<String, Object> properties = TestKafka.shared().client();
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("fetch.max.wait.ms", "50");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Every record of a topic, in the order of each partition; none if there is no such topic. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        if (partitions.isEmpty()) {
            return List.of();
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    /** The tallies as they stand, by topic and partition. */
    Map<TopicPartition, Tally> tallies() {
        Map<TopicPartition, Tally> latest = new HashMap<>();
        for (Table table : Tables.all()) {
            for (ConsumerRecord<byte[], byte[]> each : records(Tally.changelog("validator-stream", table))) {
                latest.put(new TopicPartition(table.name(), each.partition()), Tally.decode(each.value()));
            }
        }
        return latest;
    }

    static Tally total(Map<TopicPartition, Tally> tallies) {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    /** For conditions that are read out of whole topics: that takes a processor which those could use who are waited for. */
    static ConditionFactory await(Duration patience) {
        return Awaitility.await().atMost(patience).pollInterval(AGAIN);
    }

    /** Until so many rows were taken, so many wait, and no question or answer is under way. */
    static void awaitTally(int rows, int waiting, Duration patience) {
        try (Committed committed = new Committed()) {
            await(patience).untilAsserted(() -> {
                Tally total = total(committed.tallies());
                assertThat(total.rows()).as("rows taken").isEqualTo(rows);
                assertThat(total.waiting()).as("waiting").isEqualTo(waiting);
                assertThat(total.received()).as("received").isEqualTo(total.sent());
            });
        }
    }

    /** All headers of all clean records and dead letters, one in each line. */
    static String headers() {
        StringBuilder all = new StringBuilder();
        try (Committed committed = new Committed()) {
            for (Table table : Tables.all()) {
                for (String topic : List.of(table.cleanTopic(), table.deadLetterTopic())) {
                    for (ConsumerRecord<byte[], byte[]> record : committed.records(topic)) {
                        for (Header header : record.headers()) {
                            all.append(header.key()).append('=').append(new String(header.value(), UTF_8));
                            all.append('\n');
                        }
                    }
                }
            }
        }
        return all.toString();
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.listTopics().getOrDefault(topic, List.<PartitionInfo>of()).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
