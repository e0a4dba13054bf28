package dev.healthdata.producer.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.producer.support.VisitsFile;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.topic.Topics;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books that another transaction hides must be waited for, or rows would be sent twice. */
class OpenTransactionIT {
    private static final IngestOptions SMALL = IngestOptions.of(
                    new CsvOptions(Optional.empty(), Optional.empty(), UTF_8), false)
            .withRowsPerTransaction(10);

    private static final RowRules RULES = new RowRules(Clock.systemUTC(), Severities.defaults());

    private final TestKafka kafka = TestKafka.shared();

    @TempDir
    private Path directory;

    @Test
    void waitsForItsBooksBehindATransactionThatIsStillOpen() throws Exception {
        kafka.reset(2);
        SourceFile file = new SourceFile(VisitsFile.write(directory.resolve("visits.csv"), 100));
        try (KafkaProducer<byte[], byte[]> other = otherProducer()) {
            assertThat(ingest(file, true, new BeforeTheFirstRow(() -> openTransaction(other, file))))
                    .isInstanceOf(Outcome.Stopped.class);

            CompletableFuture<Outcome> resumed =
                    CompletableFuture.supplyAsync(() -> ingest(file, false, new IngestObserver() {}));
            assertThatThrownBy(() -> resumed.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            other.abortTransaction();

            assertThat(resumed.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Sent.class);
        }
        assertThat(new RawTopic(kafka).records("raw-visits"))
                .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
    }

    private KafkaProducer<byte[], byte[]> otherProducer() {
        Map<String, Object> settings = kafka.client();
        settings.put("transactional.id", "another");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** In the partition of the file's books, so that these come behind it. */
    private static void openTransaction(KafkaProducer<byte[], byte[]> producer, SourceFile file) {
        try {
            byte[] key = Fingerprint.of(file).sha256().getBytes(UTF_8);
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.INGEST_PROGRESS, key, null))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome ingest(SourceFile file, boolean stopAtOnce, IngestObserver observer) {
        try (Ingestion ingestion = new Ingestion(kafka.client(), SMALL, RULES, () -> stopAtOnce, Clock.systemUTC())) {
            return ingestion.ingest(Feed.own(file), observer);
        }
    }

    private record BeforeTheFirstRow(Runnable action) implements IngestObserver {
        @Override
        public void started(SourceFile file, Fingerprint fingerprint, IngestProgress from) {
            action.run();
        }
    }
}
