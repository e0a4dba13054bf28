package dev.healthdata.platform.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CloseCommandIT {
    private static final Table PATIENTS = Tables.named("patients");
    private static final Table VISITS = Tables.named("visits");

    private final TestKafka kafka = TestKafka.shared();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void reset() {
        kafka.reset(1);
    }

    @Test
    void aKeyOfTwoTablesIsToldAndNothingIsClosed() throws Exception {
        open(PATIENTS, "TOTAL");
        open(VISITS, "TOTAL");
        open(VISITS, "V1");

        int code = new CommandLine(new CloseCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--bootstrap-server=" + kafka.bootstrapServers(), "V1", "TOTAL", "--reason=a line of totals");

        assertThat(err.toString()).contains("TOTAL is in patients and visits: name one with --table");
        assertThat(code).isEqualTo(2);
        try (TopicReader reader = new TopicReader(kafka.client())) {
            assertThat(reader.ends(reader.partitions(List.of(PATIENTS.rawTopic(), VISITS.rawTopic())))
                            .values())
                    .as("where raw topics end")
                    .containsOnly(0L);
        }
    }

    private void open(Table table, String key) throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(table.deadLetterTopic(), key.getBytes(UTF_8), "{}".getBytes(UTF_8));
        List<Violation> violations = List.of(Violation.of(table.name(), "row", "fields", "has too few fields"));
        new DeadLetter(Stage.CSV, violations, 1, Instant.EPOCH).writeTo(record.headers());
        new RawOrigin(table.rawTopic(), 0, 0).writeTo(record.headers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
