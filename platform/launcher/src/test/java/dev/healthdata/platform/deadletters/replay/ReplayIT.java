package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes while a replay goes on; dead letters are of the raw record 7. */
class ReplayIT {
    private static final Table DOCTORS = Tables.named("doctors");
    private static final byte[] VALUE = "{}".getBytes(UTF_8);

    private final TestKafka kafka = TestKafka.shared();
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void reset() {
        kafka.reset(1);
    }

    @Test
    void aRowThatWasCorrectedMeanwhileIsNotSent() throws Exception {
        replayWhile(() -> say(DOCTORS.cleanTopic(), "D1", VALUE, 8));

        assertThat(told).containsExactlyInAnyOrder("D1 skipped, was corrected meanwhile", "D2 sent");
    }

    @Test
    void aRowWhoseDeadLetterWasClosedMeanwhileIsNotSent() throws Exception {
        replayWhile(() -> say(DOCTORS.deadLetterTopic(), "D1", null, 8));

        assertThat(told).containsExactlyInAnyOrder("D1 skipped, was corrected meanwhile", "D2 sent");
    }

    @Test
    void aRowOfWhichANewerOneWasRejectedMeanwhileIsNotSent() throws Exception {
        replayWhile(() -> say(DOCTORS.deadLetterTopic(), "D1", VALUE, 8));

        assertThat(told).containsExactlyInAnyOrder("D1 skipped, was corrected meanwhile", "D2 sent");
    }

    @Test
    void aRowIsSentThoughItsOwnDeadLetterOrAnOlderRowWasSpokenOf() throws Exception {
        replayWhile(() -> {
            say(DOCTORS.deadLetterTopic(), "D1", VALUE, 7);
            say(DOCTORS.cleanTopic(), "D1", VALUE, 6);
        });

        assertThat(told).containsExactlyInAnyOrder("D1 sent", "D2 sent");
    }

    @Test
    void aRowThatWasAcceptedMeanwhileWithTheSameValuesIsDone() throws Exception {
        replayWhile(() -> {
            say(DOCTORS.cleanTopic(), "D1", clean("D1", "West"), 8);
            say(DOCTORS.cleanTopic(), "D1", clean("D1", null), 9);
            say(DOCTORS.deadLetterTopic(), "D1", null, 9);
            say(DOCTORS.cleanTopic(), "D2", clean("D2", "West"), 8);
        });

        assertThat(told).containsExactlyInAnyOrder("D1 already accepted", "D2 skipped, was corrected meanwhile");
    }

    @Test
    void aRowThatGetsAnIdOfWhichAnotherRowCameMeanwhileIsNotSent() throws Exception {
        Target malformed = letter("abc:2", Stage.VALIDATE).target();
        replayWhile(
                List.of(new Candidate(malformed, row("D1", "City"), true)),
                () -> say(DOCTORS.cleanTopic(), "D1", clean("D1", "West"), 3));

        assertThat(told).containsExactly("abc:2 skipped, was corrected meanwhile");
    }

    @Test
    void aRefusedRowThatTheDatabaseHasTakenMeanwhileIsDone() throws Exception {
        replayWhile(Stage.SINK, () -> {
            say(DOCTORS.deadLetterTopic(), new LetterKey("D1", true).bytes(), null, List.of());
            say(DOCTORS.deadLetterTopic(), "D2", null, 6);
        });

        assertThat(told).containsExactlyInAnyOrder("D1 already accepted", "D2 sent");
    }

    @Test
    void aRefusedRowThatWasRepairedIsNotSentOnceTheDatabaseHasTakenItAsItWas() throws Exception {
        Candidate letter = letter("D1", Stage.SINK);
        Candidate repaired = new Candidate(letter.target(), row("D1", "West"), true);
        replayWhile(
                List.of(repaired),
                () -> say(DOCTORS.deadLetterTopic(), new LetterKey("D1", true).bytes(), null, List.of()));

        assertThat(told).containsExactly("D1 skipped, was corrected meanwhile");
    }

    @Test
    void aRefusedRowIsSentIfItWasRefusedOnceMoreSince() throws Exception {
        byte[] key = new LetterKey("D1", true).bytes();
        replayWhile(Stage.SINK, () -> {
            say(DOCTORS.deadLetterTopic(), key, null, List.of());
            say(DOCTORS.deadLetterTopic(), key, VALUE, List.of());
        });

        assertThat(told).containsExactlyInAnyOrder("D1 sent", "D2 sent");
    }

    /** Without waiting, so that no validator is needed. */
    private void replayWhile(Runnable happens) throws InterruptedException {
        replayWhile(Stage.VALIDATE, happens);
    }

    private void replayWhile(Stage stage, Runnable happens) throws InterruptedException {
        replayWhile(List.of(letter("D1", stage), letter("D2", stage)), happens);
    }

    private void replayWhile(List<Candidate> rows, Runnable happens) throws InterruptedException {
        try (TopicReader reader = new TopicReader(kafka.client());
                OperatorTransactions transactions = OperatorTransactions.open(kafka.client(), reader)) {
            Replay replay = new Replay(
                    transactions,
                    reader,
                    "validator-stream",
                    new Act("replay", "ada", "", Map.of(), "", 0, List.of()),
                    new Preparation(Map.of(), new RowRules(Clock.systemUTC(), Severities.defaults()), 10),
                    Optional.empty(),
                    0,
                    each -> told.add(each.key() + " " + each.outcome().text()
                            + (each.detail().isEmpty() ? "" : ", " + each.detail())));
            for (Candidate row : rows) {
                replay.add(row);
            }
            happens.run();
            replay.flush();
        }
    }

    private static Candidate letter(String id, Stage stage) {
        RawOrigin raw = new RawOrigin(DOCTORS.rawTopic(), 0, 7);
        Map<String, String> row = row(id, "");
        long content = Content.of(Fields.trimmed(DOCTORS, row).values());
        Target target =
                new Target(DOCTORS, id, stage, 1, Optional.empty(), raw, Instant.EPOCH, "doctors.csv", content, true);
        return new Candidate(target, row, false);
    }

    private static Map<String, String> row(String id, String hospital) {
        return Map.of("doctor_id", id, "name", "Dora", "hospital", hospital);
    }

    private static byte[] clean(String id, String hospital) {
        return CleanJson.encode(Fields.of(DOCTORS, Arrays.asList(id, "Dora", null, hospital)), 1);
    }

    private void say(String topic, String key, byte[] value, long rawOffset) {
        RecordHeaders headers = new RecordHeaders();
        new RawOrigin(DOCTORS.rawTopic(), 0, rawOffset).writeTo(headers);
        say(topic, key.getBytes(UTF_8), value, headers);
    }

    private void say(String topic, byte[] key, byte[] value, Iterable<Header> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null, key, value, headers);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
