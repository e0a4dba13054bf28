package dev.healthdata.platform.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandIT {
    private static final Table DOCTORS = Tables.named("doctors");

    private final TestKafka kafka = TestKafka.shared();

    @TempDir
    private Path directory;

    @Test
    void withoutWaitingItIsDoneWhenTheRowsAreSentThoughNobodyTakesThem() throws Exception {
        kafka.reset(1);
        TestLetters.open(kafka, DOCTORS, "D1", Stage.VALIDATE);
        TestLetters.open(kafka, DOCTORS, "D2", Stage.VALIDATE);

        int code = new CommandLine(new ReplayCommand())
                .execute("--bootstrap-server=" + kafka.bootstrapServers(), "--no-wait", "--rate=1000");

        assertThat(code).isZero();
        List<String> sent = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.client())) {
            reader.read(
                    reader.beginnings(reader.partitions(List.of(DOCTORS.rawTopic()))),
                    each -> sent.add(new String(each.key(), UTF_8)));
        }
        assertThat(sent).containsExactlyInAnyOrder("D1", "D2");
    }

    @Test
    void aRowThatGetsItsIdOnlyNowIsNotSentIfAnotherOfThatIdCameLater() throws Exception {
        kafka.reset(1);
        clean("D1");
        for (int doctor = 1; doctor <= 3; doctor++) {
            TestLetters.open(kafka, DOCTORS, "abc:" + doctor, "D" + doctor, Stage.VALIDATE);
        }
        clean("D2");

        int code = new CommandLine(new ReplayCommand())
                .execute("--bootstrap-server=" + kafka.bootstrapServers(), "--no-wait", "--limit=2");

        assertThat(code).isEqualTo(1);
        List<String> sent = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.client())) {
            reader.read(
                    reader.beginnings(reader.partitions(List.of(DOCTORS.rawTopic()))),
                    each -> sent.add(new String(each.key(), UTF_8)));
        }
        assertThat(sent).containsExactly("D1", "D3", "abc:1", "abc:3");
    }

    private void clean(String id) throws Exception {
        byte[] row = CleanJson.encode(Fields.of(DOCTORS, Arrays.asList(id, "Dora", null, "City")), 1);
        TestLetters.write(kafka, DOCTORS.cleanTopic(), id, row);
    }

    @Test
    void aRowIsSentToThePartitionOfItsOtherVersionsWhateverTheClientsPropertiesSay() throws Exception {
        kafka.reset(4);
        for (int doctor = 1; doctor <= 10; doctor++) {
            TestLetters.open(kafka, DOCTORS, "D" + doctor, Stage.VALIDATE);
        }
        Path config = Files.writeString(
                directory.resolve("client.properties"),
                "partitioner.class=org.apache.kafka.clients.producer.RoundRobinPartitioner\n");

        new CommandLine(new ReplayCommand())
                .execute("--bootstrap-server=" + kafka.bootstrapServers(), "--config=" + config, "--no-wait");

        List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.client())) {
            reader.read(reader.beginnings(reader.partitions(List.of(DOCTORS.rawTopic()))), sent::add);
        }
        assertThat(sent).hasSize(10).allSatisfy(each -> assertThat(each.partition())
                .isEqualTo(BuiltInPartitioner.partitionForKey(each.key(), 4)));
    }
}
