package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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

    /** Without waiting, so that no validator is needed. */
    private void replayWhile(Runnable happens) throws InterruptedException {
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
            replay.add(letter("D1"));
            replay.add(letter("D2"));
            happens.run();
            replay.flush();
        }
    }

    private static Candidate letter(String id) {
        RawOrigin raw = new RawOrigin(DOCTORS.rawTopic(), 0, 7);
        Target target = new Target(DOCTORS, id, Stage.VALIDATE, 1, Optional.empty(), raw, "doctors.csv", 0, true);
        return new Candidate(target, Map.of("doctor_id", id), false);
    }

    private void say(String topic, String key, byte[] value, long rawOffset) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
        new RawOrigin(DOCTORS.rawTopic(), 0, rawOffset).writeTo(record.headers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
