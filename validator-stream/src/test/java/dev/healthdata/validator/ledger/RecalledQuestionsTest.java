package dev.healthdata.validator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.Judge;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.judge.RecordLimits;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Questions;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.store.LedgerStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that ends at any moment after a commit, and begins again with what it has stored. */
class RecalledQuestionsTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Table VISITS = Tables.named("visits");

    @TempDir
    private Path directory;

    private MockProcessorContext<byte[], Message> context;
    private List<StateStore> stores;
    private IntakeProcessor processor;
    private int scheduledBefore;
    private long offset;

    @BeforeEach
    void open() {
        context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
        stores = LedgerStores.of(VISITS).stream().map(this::open).toList();
        start();
    }

    @AfterEach
    void close() {
        stores.forEach(StateStore::close);
    }

    @Test
    void aRowThatIsCorrectedWhileItIsRecalledIsCountedAsAskingAgain() {
        take("P1", "D1");
        letTimePass();
        start();
        take("P2", "D2");
        start();
        letTimePass();

        assertThat(asked()).isEqualTo(4);
        assertThat(counted()).isEqualTo(4);
    }

    @Test
    void aRowThatIsClosedWhileItIsRecalledLeavesWhatItAskedInTheBooks() {
        take("P1", "D1");
        letTimePass();
        start();
        close(offset);
        letTimePass();

        assertThat(asked()).isEqualTo(2);
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void aRowThatIsClosedBeforeItAskedIsNotCounted() {
        take("P1", "D1");
        close(offset);
        start();
        letTimePass();

        assertThat(asked()).isZero();
        assertThat(counted()).isZero();
    }

    @Test
    void aRowThatIsTakenAfterTheClosingStillAsks() {
        take("P1", "D1");
        close(offset - 1);
        start();
        letTimePass();

        assertThat(asked()).isEqualTo(2);
        assertThat(counted()).isEqualTo(2);
    }

    /** A record of all of them at once may be larger than a broker takes, and the task would end so each time. */
    @Test
    void howeverManyRowsAreRecalledNoRecordHasMoreThanAThousandQuestions() {
        int rows = 2_500;
        for (int row = 0; row < rows; row++) {
            take("V" + row, "P" + row, "D1");
        }
        letTimePass();
        start();
        letTimePass();

        assertThat(batches()).allSatisfy(batch -> assertThat(batch.all()).hasSizeLessThanOrEqualTo(1_000));
        assertThat(asked()).isEqualTo(4L * rows);
        assertThat(counted()).isEqualTo(4L * rows);
    }

    private void start() {
        RecordLimits limits = new RecordLimits(new Partitions(1));
        RowRules rules = new RowRules(Clock.fixed(START, ZoneOffset.UTC), Severities.defaults());
        processor = new IntakeProcessor(
                VISITS,
                new Judge(VISITS, rules, limits),
                new PairRules(VISITS, Severities.defaults()),
                limits,
                false,
                Duration.ofMillis(100));
        scheduledBefore = context.scheduledPunctuators().size();
        processor.init(context);
    }

    private void take(String patient, String doctor) {
        take("V1", patient, doctor);
    }

    private void take(String id, String patient, String doctor) {
        List<String> columns = VISITS.columnNames();
        List<String> values = Arrays.asList(id, patient, doctor, "2025-03-04", "", "");
        process(id, RawJson.encode(columns, values), new RecordHeaders());
    }

    private void close(long upTo) {
        Headers headers = new RecordHeaders();
        new Closing(upTo).writeTo(headers);
        process("V1", null, headers);
    }

    private void process(String id, byte[] value, Headers headers) {
        context.setRecordMetadata(VISITS.rawTopic(), 0, ++offset);
        processor.process(new Record<>(id.getBytes(UTF_8), value, START.toEpochMilli() + offset, headers));
    }

    /** So much that all that the running task has scheduled is due. */
    private void letTimePass() {
        List.copyOf(context.scheduledPunctuators()).stream()
                .skip(scheduledBefore)
                .filter(each -> !each.cancelled())
                .forEach(each -> each.getPunctuator().punctuate(0));
    }

    /** Questions that were sent. */
    private long asked() {
        return batches().stream().mapToLong(batch -> batch.all().size()).sum();
    }

    private List<Questions> batches() {
        return context.forwarded().stream()
                .map(each -> each.record().value())
                .filter(Questions.class::isInstance)
                .map(Questions.class::cast)
                .toList();
    }

    /** Questions that the books say were sent. */
    private long counted() {
        KeyValueStore<String, byte[]> tally = LedgerStores.tally(VISITS, context);
        return Tally.decode(tally.get(Tally.KEY)).sent();
    }

    private StateStore open(StoreBuilder<?> builder) {
        StateStore store = builder.withLoggingDisabled().withCachingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }
}
