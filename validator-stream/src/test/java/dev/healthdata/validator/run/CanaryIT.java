package dev.healthdata.validator.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value that is sent is marked; the mark may come out in keys and values, and nowhere else. */
class CanaryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String CANARY = "CANARY";
    private static final String ANSWERS = "validator-stream-visits-answers-repartition";
    private static final byte[] NO_UTF8 = {(byte) 0xc3, 0x28, (byte) 0xff};

    @TempDir
    private Path directory;

    private long line;

    @BeforeEach
    void reset() {
        ValidatorRun.reset(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neverLeavesAValueInALogAHeaderOrTheTextOfAFailure(boolean detailedLog) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(valid());
        Tables.all().forEach(table -> records.addAll(invalid(table)));
        Tables.all().forEach(table -> records.addAll(poison(table)));
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            if (detailedLog) {
                validator.withDetailedLog();
            }
            RawTopics.sendOneByOne(records);
            validator.start();
            validator.awaitReady();
            Committed.awaitTally(records.size(), 2, PATIENCE);
            validator.endOfInput();
            awaitOverdue(2);
            RawTopics.sendOneByOne(List.of(new ProducerRecord<>(ANSWERS, 0, new byte[0], CANARY.getBytes(UTF_8))));
            assertThat(validator.awaitExit(PATIENCE)).isEqualTo(1);

            assertThat(validator.log()).contains("ready", "ended").doesNotContainIgnoringCase(CANARY);
        }
        assertThat(Committed.headers())
                .contains("source.file", "dead-letter.rules")
                .doesNotContainIgnoringCase(CANARY);
    }

    @Test
    void letsThoseThatComeAfterAPoisonousRecordPass() {
        try (ValidatorRun validator = new ValidatorRun(directory);
                Committed committed = new Committed()) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(poison(Tables.named("doctors")));
            int pills = records.size();
            for (int i = 0; i < 10; i++) {
                records.add(Row.valid("doctors", "D" + i, "Ada", "", "").record(++line));
            }
            RawTopics.sendOneByOne(records);
            validator.start();
            Committed.awaitTally(records.size(), 0, PATIENCE);

            assertThat(committed.records("clean-doctors"))
                    .extracting(ConsumerRecord::partition)
                    .hasSize(10)
                    .contains(0, 1);
            assertThat(committed.records("dead-letter-doctors"))
                    .hasSize(pills)
                    .allSatisfy(letter -> assertThat(letter.value()).isNotNull())
                    .allSatisfy(letter ->
                            assertThat(text(letter, "dead-letter.stage")).isEqualTo("DECODE"))
                    .filteredOn(letter -> letter.headers().lastHeader("source.line") != null)
                    .hasSize(pills - 1);
        }
    }

    private List<ProducerRecord<byte[], byte[]>> valid() {
        return List.of(
                Row.valid("patients", "canary-P1", CANARY, "F", "1990-01-02", "A+", CANARY)
                        .record(++line),
                Row.valid("doctors", "canary-D1", CANARY, CANARY, CANARY).record(++line),
                Row.valid("visits", "canary-V1", "canary-P1", "canary-D1", "2025-03-04", CANARY, CANARY)
                        .record(++line),
                Row.valid("visits", "canary-V2", "canary-P2", "canary-D2", "2025-03-04", CANARY, CANARY)
                        .record(++line),
                Row.valid("lab_reports", "canary-R1", "canary-V1", CANARY, CANARY, "2025-03-05")
                        .record(++line),
                Row.valid("lab_reports", "canary-R2", "canary-V2", CANARY, CANARY, "2025-03-05")
                        .record(++line));
    }

    /** One row with the mark in all columns, too long for each of them. */
    private List<ProducerRecord<byte[], byte[]>> invalid(Table table) {
        String mark = CANARY.repeat(100);
        return List.of(new Row(table, Collections.nCopies(table.columns().size(), mark), false).record(++line));
    }

    private List<ProducerRecord<byte[], byte[]>> poison(Table table) {
        byte[] key = (CANARY + 1).getBytes(UTF_8);
        String id = table.idColumn().name();
        List<ProducerRecord<byte[], byte[]>> pills = new ArrayList<>();
        pills.add(pill(table, key, CANARY.getBytes(UTF_8)));
        pills.add(pill(table, key, ("[\"" + CANARY + "\"]").getBytes(UTF_8)));
        pills.add(pill(table, key, ("{\"" + id + "\":{\"" + CANARY + "\":1}}").getBytes(UTF_8)));
        pills.add(pill(table, key, ("{\"" + id + "\":\"" + CANARY).getBytes(UTF_8)));
        pills.add(pill(table, key, ("{\"" + id + "\":\"" + CANARY + "2\"}").getBytes(UTF_8)));
        pills.add(pill(table, key, CANARY.repeat((1 << 20) / CANARY.length()).getBytes(UTF_8)));
        pills.add(pill(table, key, null));
        pills.add(pill(table, key, NO_UTF8));
        pills.add(pill(table, NO_UTF8, CANARY.getBytes(UTF_8)));
        pills.add(pill(table, null, CANARY.getBytes(UTF_8)));
        ProducerRecord<byte[], byte[]> foreign = new ProducerRecord<>(table.rawTopic(), key, CANARY.getBytes(UTF_8));
        foreign.headers().add("source.line", NO_UTF8).add("source.file", null);
        pills.add(foreign);
        return pills;
    }

    private ProducerRecord<byte[], byte[]> pill(Table table, byte[] key, byte[] value) {
        ProducerRecord<byte[], byte[]> pill = new ProducerRecord<>(table.rawTopic(), key, value);
        Row.valid("doctors", "any", "", "", "").record(++line).headers().forEach(pill.headers()::add);
        return pill;
    }

    private static void awaitOverdue(int overdue) {
        try (Committed committed = new Committed()) {
            Committed.await(PATIENCE).untilAsserted(() -> assertThat(
                            Committed.total(committed.tallies()).overdue())
                    .isEqualTo(overdue));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }
}
