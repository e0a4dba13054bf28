package dev.healthdata.validator.topology;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.failure.RedactingProcessor;
import dev.healthdata.validator.judge.Judge;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.judge.RecordLimits;
import dev.healthdata.validator.ledger.AnswersProcessor;
import dev.healthdata.validator.ledger.IntakeProcessor;
import dev.healthdata.validator.ledger.Retention;
import dev.healthdata.validator.message.BatchSerdes;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Answers;
import dev.healthdata.validator.message.Message.Destination;
import dev.healthdata.validator.message.Message.Known;
import dev.healthdata.validator.message.Message.Questions;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.reference.Grace;
import dev.healthdata.validator.reference.ReferencesProcessor;
import dev.healthdata.validator.store.AwaitedProcessor;
import dev.healthdata.validator.store.LedgerStores;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Raw topics to clean and dead-letter topics. Each table has a sub-topology, its ledger, with three processors that share
 * its stores and so its tasks:
 *
 * <pre>
 * raw-T ───────────▶ T-intake ─────┬──▶ clean-T, dead-letter-T
 *                       │ questions │ known
 *                       ▼           ▼
 *        (T-questions of other tables) ──▶ T-references ──answers──▶ (T-answers of other tables)
 * T-answers ───────▶ T-answered ───┴──▶ clean-T, dead-letter-T
 * </pre>
 */
public final class ValidatorTopology {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    /** Of a commit interval: so much sooner few rows are committed, and what another task waits for. */
    private static final int EARLY_COMMITS = 10;

    private final Partitions partitions;
    private final RowRules rules;
    private final Grace grace;
    private final Retention retention;
    private final boolean shortcuts;
    private final Duration earlyCommitAfter;
    private final StreamsBuilder builder;
    private final Map<Table, KStream<byte[], Message>> intakes = new HashMap<>();
    private final Map<Table, KStream<byte[], Message>> references = new HashMap<>();

    private ValidatorTopology(
            StreamsConfig config, int partitions, RowRules rules, Grace grace, Retention retention, boolean shortcuts) {
        this.builder = new StreamsBuilder(new TopologyConfig(config));
        this.partitions = new Partitions(partitions);
        this.rules = rules;
        this.grace = grace;
        this.retention = retention;
        this.shortcuts = shortcuts;
        this.earlyCommitAfter =
                Duration.ofMillis(Math.max(1, config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG) / EARLY_COMMITS));
    }

    /**
     * Builds it; it is the same for the same arguments.
     *
     * @param config decides how strictly names are demanded
     * @param partitions of every raw topic
     */
    public static Topology build(
            StreamsConfig config, int partitions, RowRules rules, Grace grace, Retention retention) {
        return new ValidatorTopology(config, partitions, rules, grace, retention, true).build();
    }

    /** With one partition all rows lie in one task; this one asks as if they did not, so that tests can see how tasks do. */
    static Topology buildAsBetweenTasks(StreamsConfig config, RowRules rules, Grace grace, Retention retention) {
        return new ValidatorTopology(config, 1, rules, grace, retention, false).build();
    }

    private Topology build() {
        for (Table table : Tables.all()) {
            LedgerStores.of(table).forEach(builder::addStateStore);
            intakes.put(table, intake(table));
        }
        for (Table table : Tables.all()) {
            KStream<byte[], Message> rows = intakes.get(table);
            if (!table.references().isEmpty()) {
                rows = rows.merge(answered(table), named(table, "rows"));
            }
            send(rows, Destination.CLEAN, table.cleanTopic());
            send(rows, Destination.DEAD_LETTER, table.deadLetterTopic());
            if (!Tables.referringTo(table).isEmpty()) {
                references.put(table, references(table, rows));
            }
        }
        return builder.build();
    }

    private KStream<byte[], Message> intake(Table table) {
        RecordLimits limits = new RecordLimits(partitions);
        Consumed<byte[], byte[]> consumed = Consumed.with(BYTES, BYTES)
                .withTimestampExtractor(ValidatorTopology::arrival)
                .withName(name(table, "raw"));
        return builder.stream(table.rawTopic(), consumed)
                .process(
                        () -> new RedactingProcessor<>(new IntakeProcessor(
                                table,
                                new Judge(table, rules, limits),
                                pairRules(table),
                                limits,
                                shortcuts,
                                earlyCommitAfter)),
                        named(table, "intake"),
                        storesWithParents(table));
    }

    /** The broker's time; a topic that is configured otherwise may hold times that Streams would refuse. */
    static long arrival(ConsumerRecord<?, ?> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }

    /** The tables that it refers to come before it, so their answers are there to be taken. */
    private KStream<byte[], Message> answered(Table table) {
        List<KStream<byte[], Answers>> sources = table.references().stream()
                .map(Reference::table)
                .distinct()
                .map(parent -> references
                        .get(Tables.named(parent))
                        .filter(
                                (key, message) -> message instanceof Answers answers
                                        && answers.table().equals(table.name()),
                                Named.as(parent + "-answers-" + table))
                        .mapValues(Answers.class::cast, Named.as(parent + "-answers-to-" + table)))
                .toList();
        return toItsTask(table, "answers", merged(table, "answers-merged", sources), BatchSerdes.answers())
                .process(
                        () -> new RedactingProcessor<>(new AnswersProcessor(table, pairRules(table), retention)),
                        named(table, "answered"),
                        stores(table));
    }

    private KStream<byte[], Message> references(Table table, KStream<byte[], Message> rows) {
        List<KStream<byte[], Questions>> sources = Tables.referringTo(table).stream()
                .map(child -> intakes.get(child)
                        .filter(
                                (key, message) -> message instanceof Questions questions
                                        && questions.table().equals(table.name()),
                                Named.as(child + "-asks-" + table))
                        .mapValues(Questions.class::cast, Named.as(child + "-questions-to-" + table)))
                .toList();
        return toItsTask(table, "questions", merged(table, "questions-merged", sources), BatchSerdes.questions())
                .mapValues(questions -> (Message) questions, named(table, "asked"))
                .merge(
                        rows.filter((key, message) -> message instanceof Known, named(table, "known")),
                        named(table, "asked-or-known"))
                .process(
                        () -> new RedactingProcessor<>(new ReferencesProcessor(table, partitions, grace, retention)),
                        named(table, "references"),
                        stores(table));
    }

    /** Through an internal topic, unless they are for the task that they come from: that needs no commit to be read. */
    private <V extends Message.Batch> KStream<byte[], V> toItsTask(
            Table table, String what, KStream<byte[], V> batches, Serde<V> serde) {
        if (shortcuts && partitions.count() == 1) {
            return batches; // there is no other task, and each input costs every row something, also one that is empty
        }
        KStream<byte[], V> local =
                batches.filter((key, batch) -> shortcuts && batch.isLocal(), named(table, what + "-within-the-task"));
        KStream<byte[], V> away =
                batches.filterNot((key, batch) -> shortcuts && batch.isLocal(), named(table, what + "-to-other-tasks"));
        return away.process(() -> new AwaitedProcessor<V>(earlyCommitAfter), named(table, what + "-sent"))
                .repartition(Repartitioned.<byte[], V>as(name(table, what))
                        .withKeySerde(BYTES)
                        .withValueSerde(serde)
                        .withNumberOfPartitions(partitions.count())
                        .withStreamPartitioner(ValidatorTopology::partitionOf))
                .process(() -> new AwaitedProcessor<V>(earlyCommitAfter), named(table, what + "-received"))
                .merge(local, named(table, what + "-of-all-tasks"));
    }

    private PairRules pairRules(Table table) {
        return new PairRules(table, rules.severities());
    }

    private static void send(KStream<byte[], Message> rows, Destination destination, String topic) {
        rows.filter(
                        (key, message) -> message instanceof Message.Row row && row.destination() == destination,
                        Named.as("for-" + topic))
                .mapValues(message -> ((Message.Row) message).value(), Named.as("value-for-" + topic))
                .to(topic, Produced.with(BYTES, BYTES).withName("to-" + topic));
    }

    private static <V> KStream<byte[], V> merged(Table table, String name, List<KStream<byte[], V>> streams) {
        KStream<byte[], V> merged = streams.get(0);
        for (int i = 1; i < streams.size(); i++) {
            merged = merged.merge(streams.get(i), named(table, name + "-" + i));
        }
        return merged;
    }

    private static Optional<Set<Integer>> partitionOf(String topic, byte[] key, Message.Batch batch, int count) {
        return Optional.of(Set.of(batch.partition()));
    }

    private static String[] stores(Table table) {
        return names(LedgerStores.of(table).stream());
    }

    /** Where a row that it refers to lies in the same task, it is looked up. */
    private static String[] storesWithParents(Table table) {
        return names(Stream.concat(
                LedgerStores.of(table).stream(),
                table.references().stream()
                        .map(Reference::table)
                        .distinct()
                        .flatMap(parent -> LedgerStores.ofKnown(Tables.named(parent)).stream())));
    }

    private static String[] names(Stream<StoreBuilder<?>> stores) {
        return stores.map(StoreBuilder::name).toArray(String[]::new);
    }

    private static Named named(Table table, String what) {
        return Named.as(name(table, what));
    }

    private static String name(Table table, String what) {
        return table.nameInTopics() + "-" + what;
    }
}
