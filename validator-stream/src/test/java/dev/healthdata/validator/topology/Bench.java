package dev.healthdata.validator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.json.CleanJson.Clean;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.ledger.Findings;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.ledger.Retention;
import dev.healthdata.validator.reference.Grace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with one partition and a clock that tests set. Rows arrive at the bench's wall clock's time. */
final class Bench implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    static final Duration GRACE = Duration.ofSeconds(30);

    /** Longer than questions and answers are gathered. */
    private static final Duration GATHERED = Duration.ofMillis(40);

    final Grace grace = new Grace(GRACE);
    private final TopologyTestDriver driver;
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
    private Instant now = START;
    private long line = 1;

    /** With stores of its own, or those that another bench left in the directory. */
    Bench(Path stateDir) {
        this(stateDir, Neighbours.LOOKED_UP);
    }

    Bench(Path stateDir, RowRules rules) {
        this(stateDir, rules, Neighbours.LOOKED_UP);
    }

    Bench(Path stateDir, Neighbours neighbours) {
        this(stateDir, Severities.defaults(), neighbours);
    }

    Bench(Path stateDir, Severities severities, Neighbours neighbours) {
        this(stateDir, rules(severities), neighbours);
    }

    Bench(Path stateDir, Neighbours neighbours, Retention retention) {
        this(stateDir, rules(Severities.defaults()), neighbours, retention);
    }

    private Bench(Path stateDir, RowRules rules, Neighbours neighbours) {
        this(stateDir, rules, neighbours, Retention.UNLIMITED);
    }

    private Bench(Path stateDir, RowRules rules, Neighbours neighbours, Retention retention) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "validator-stream");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        StreamsConfig config = new StreamsConfig(properties);
        driver = new TopologyTestDriver(
                neighbours == Neighbours.LOOKED_UP
                        ? ValidatorTopology.build(config, 1, rules, grace, retention)
                        : ValidatorTopology.buildAsBetweenTasks(config, rules, grace, retention),
                properties,
                START);
    }

    private static RowRules rules(Severities severities) {
        return new RowRules(Clock.fixed(START, ZoneOffset.UTC), severities);
    }

    /** How rows of one task find each other. */
    enum Neighbours {
        LOOKED_UP,
        /** As rows of different tasks do. */
        ASKED
    }

    /** Sends a row, values in the order of the columns, and lets questions and answers pass. */
    void row(String table, String... values) {
        rowUnsettled(table, values);
        settle();
    }

    /** Sends a row and leaves questions and answers where they are gathered. */
    void rowUnsettled(String table, String... values) {
        List<String> columns = Tables.named(table).columnNames();
        raw(table, values[0], RawJson.encode(columns, Arrays.asList(values)), headers());
    }

    /** Sends any record. */
    void raw(String table, String key, byte[] value, Headers headers) {
        raw(table, key == null ? null : key.getBytes(UTF_8), value, headers);
    }

    /** Sends any record, also with a key that is no text. */
    void raw(String table, byte[] key, byte[] value, Headers headers) {
        driver.createInputTopic(Tables.named(table).rawTopic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, now));
    }

    /** As the producer writes them, with a line number of its own for each row. */
    Headers headers() {
        Headers headers = new RecordHeaders();
        new Provenance("file.csv", "5ha", line, ++line).writeTo(headers);
        return headers;
    }

    void settle() {
        for (int i = 0; i < 3; i++) {
            pass(GATHERED);
        }
    }

    void pass(Duration duration) {
        now = now.plus(duration);
        driver.advanceWallClockTime(duration);
    }

    /** The broker's clock is set back. */
    void stepBack(Duration duration) {
        now = now.minus(duration);
    }

    /** Clean rows since the last call, oldest first. */
    List<Clean> clean(String table) {
        Table from = Tables.named(table);
        return output(from.cleanTopic()).readRecordsToList().stream()
                .map(record -> CleanJson.decode(from, record.value()))
                .toList();
    }

    List<String> cleanIds(String table) {
        return clean(table).stream().map(row -> row.fields().id()).toList();
    }

    List<TestRecord<byte[], byte[]>> records(String topic) {
        return output(topic).readRecordsToList();
    }

    /** Dead letters since the last call in short: key and rules, or {@code closed}. */
    List<String> deadLetters(String table) {
        return records(Tables.named(table).deadLetterTopic()).stream()
                .map(Bench::inShort)
                .toList();
    }

    private static String inShort(TestRecord<byte[], byte[]> record) {
        String key = new String(record.key(), UTF_8);
        if (record.value() == null) {
            return key + " closed";
        }
        DeadLetter letter = DeadLetter.from(record.headers()).orElseThrow();
        return key + " " + letter.stage() + " "
                + String.join(
                        ",", letter.violations().stream().map(Violation::rule).toList());
    }

    Tally tally(String table) {
        byte[] tally = driver.<String, byte[]>getKeyValueStore(Tally.store(Tables.named(table)))
                .get(Tally.KEY);
        return tally == null ? Tally.NONE : Tally.decode(tally);
    }

    /** How often each rule was found broken. */
    Map<String, Long> findings(String table) {
        Map<String, Long> findings = new HashMap<>();
        try (KeyValueIterator<String, Long> all = driver.<String, Long>getKeyValueStore(
                        Findings.store(Tables.named(table)))
                .all()) {
            all.forEachRemaining(each -> findings.put(each.key, each.value));
        }
        return findings;
    }

    Tally total() {
        return Tables.all().stream().map(table -> tally(table.name())).reduce(Tally.NONE, Tally::plus);
    }

    TopologyTestDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.close();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return outputs.computeIfAbsent(
                topic,
                name -> driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }
}
