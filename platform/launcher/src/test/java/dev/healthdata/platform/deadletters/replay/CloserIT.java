package dev.healthdata.platform.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.deadletters.TestLetters;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is said under the key of a dead letter that an operator closes; its raw record is the first. */
class CloserIT {
    private static final Table DOCTORS = Tables.named("doctors");
    private static final TopicPartition RAW = new TopicPartition(DOCTORS.rawTopic(), 0);

    private final TestKafka kafka = TestKafka.shared();
    private final List<Result> told = new ArrayList<>();

    @Test
    void aDeadLetterIsClosedWhenTheClosingIsTaken() throws Exception {
        closeWhile(closing -> closing);

        assertThat(told).extracting(Result::outcome).containsExactly(Outcome.CLOSED);
    }

    @Test
    void itIsNotIfItsRowWasAcceptedBeforeTheClosingCame() throws Exception {
        closeWhile(closing -> 0);

        assertThat(told).singleElement().satisfies(each -> {
            assertThat(each.outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(each.detail()).contains("was accepted or replaced before");
        });
    }

    /** @param origin of the raw record by which the letter ends, by the closing's offset */
    private void closeWhile(LongUnaryOperator origin) throws Exception {
        kafka.reset(1);
        TestLetters.write(kafka, DOCTORS.rawTopic(), "D1", "{}".getBytes(UTF_8));
        CompletableFuture<Void> validator = CompletableFuture.runAsync(() -> end(origin));
        Target letter = new Target(
                DOCTORS,
                "D1",
                Stage.REFERENCE,
                1,
                Optional.empty(),
                new RawOrigin(DOCTORS.rawTopic(), 0, 0),
                Instant.EPOCH,
                "doctors.csv",
                0,
                true);
        try (TopicReader reader = new TopicReader(kafka.client());
                OperatorTransactions transactions = OperatorTransactions.open(kafka.client(), reader)) {
            new Closer(transactions, reader)
                    .close(
                            List.of(letter),
                            new Act("close", "ada", "a test", Map.of(), "", 1, List.of("D1")),
                            Duration.ofMinutes(1),
                            told::add);
        }
        validator.get();
    }

    private void end(LongUnaryOperator origin) {
        try (TopicReader reader = new TopicReader(kafka.client())) {
            List<Long> offsets = new ArrayList<>();
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                offsets.clear();
                reader.read(Map.of(RAW, 0L), each -> offsets.add(each.offset()));
                return offsets.size() == 2;
            });
            ProducerRecord<byte[], byte[]> end =
                    new ProducerRecord<>(DOCTORS.deadLetterTopic(), "D1".getBytes(UTF_8), null);
            new RawOrigin(DOCTORS.rawTopic(), 0, origin.applyAsLong(offsets.get(1))).writeTo(end.headers());
            TestLetters.write(kafka, end);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
