package dev.healthdata.benchmark.stream;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.process.Parent;
import dev.healthdata.records.table.Table;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The least that Kafka Streams can do with the same rows: raw topics to clean topics, byte for byte. Arguments: bootstrap
 * servers, application id, directory, threads, processing guarantee, and whether each row is moved to another task and
 * stored there on its way, which is the least that it takes to meet a row that it refers to.
 */
public final class PassThroughMain {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private PassThroughMain() {}

    public static void main(String[] args) {
        StreamsBuilder builder = new StreamsBuilder();
        boolean moved = Boolean.parseBoolean(args[5]);
        Tables.all().forEach(table -> {
            KStream<byte[], byte[]> raw = builder.stream(table.rawTopic(), Consumed.with(BYTES, BYTES));
            (moved ? movedAndStored(builder, table, raw) : raw).to(table.cleanTopic(), Produced.with(BYTES, BYTES));
        });
        KafkaStreams streams = new KafkaStreams(builder.build(), properties(args));
        Parent parent = Parent.ofThisProcess();
        parent.follow(() -> {}, () -> {
            streams.close(Duration.ofSeconds(10));
            System.exit(0);
        });
        streams.start();
        parent.ready();
    }

    private static KStream<byte[], byte[]> movedAndStored(
            StreamsBuilder builder, Table table, KStream<byte[], byte[]> raw) {
        String store = table.nameInTopics() + "-rows";
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(store), BYTES, BYTES)
                .withCachingDisabled());
        return raw.repartition(Repartitioned.<byte[], byte[]>as(table.nameInTopics() + "-moved")
                        .withKeySerde(BYTES)
                        .withValueSerde(BYTES))
                .process(() -> new Storing(store), store);
    }

    private static final class Storing implements Processor<byte[], byte[], byte[], byte[]> {
        private final String storeName;
        private ProcessorContext<byte[], byte[]> context;
        private KeyValueStore<byte[], byte[]> store;

        Storing(String storeName) {
            this.storeName = storeName;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            this.context = context;
            store = context.getStateStore(storeName);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            store.put(record.key(), record.value());
            context.forward(record);
        }
    }

    /** The settings of clients that make it faster are those that the validator has too. */
    private static Properties properties(String[] args) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, args[1]);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, args[2]);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, args[3]);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, args[4]);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.consumerPrefix("max.poll.records"), 2_000);
        properties.put(StreamsConfig.consumerPrefix("max.partition.fetch.bytes"), 512 << 10);
        properties.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
        properties.put(StreamsConfig.producerPrefix("batch.size"), 64 << 10);
        properties.put(StreamsConfig.producerPrefix("linger.ms"), 100);
        return properties;
    }
}
