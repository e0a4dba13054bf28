package dev.healthdata.platform.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.ledger.WaitingRoom;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
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
        assertThat(sentKeys()).containsExactlyInAnyOrder("D1", "D2");
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
        assertThat(sentKeys()).containsExactly("D1", "D3", "abc:1", "abc:3");
    }

    @Test
    void aRowThatTheDatabaseRefusedIsNotSentOverANewerOneOfIt() throws Exception {
        kafka.reset(1);
        for (String id : List.of("REJECTED", "CLEAN", "WAITING", "NEWEST")) {
            refused(id);
        }
        TestLetters.open(kafka, DOCTORS, "REJECTED", row("REJECTED"), Stage.VALIDATE, 1);
        clean("CLEAN", 1);
        waiting("WAITING", 1);
        clean("NEWEST", 0);

        assertThat(replay("--stage=SINK")).isEqualTo(1);
        assertThat(sentKeys()).containsExactly("NEWEST");
    }

    @Test
    void norIfItWasRepaired() throws Exception {
        kafka.reset(1);
        refused("D1");
        TestLetters.open(kafka, DOCTORS, "D1", row("D1"), Stage.VALIDATE, 1);
        Path sheet = Files.writeString(
                directory.resolve("doctors.csv"), "doctor_id,name,specialization,hospital,_key\nD1,Dora,ENT,West,D1\n");

        assertThat(replay("--stage=SINK", "--from=" + sheet)).isEqualTo(1);
        assertThat(sentKeys()).isEmpty();
    }

    @Test
    void aRowThatGetsItsIdOnlyNowIsNotSentIfAnotherOfThatIdWasRejectedOrWaitsSince() throws Exception {
        kafka.reset(1);
        TestLetters.open(kafka, DOCTORS, "OLDER", row("OLDER"), Stage.VALIDATE, 0);
        for (String id : List.of("REJECTED", "WAITING", "OLDER")) {
            TestLetters.open(kafka, DOCTORS, "abc:" + id, row(id), Stage.DECODE, 1);
        }
        TestLetters.open(kafka, DOCTORS, "REJECTED", row("REJECTED"), Stage.VALIDATE, 2);
        waiting("WAITING", 2);

        assertThat(replay("--stage=DECODE")).isEqualTo(1);
        assertThat(sentKeys()).containsExactly("OLDER", "abc:OLDER");
    }

    /** Dead letters lie in the partitions of their keys, in whatever order their rows came. */
    @Test
    void ofRowsOfOneIdThatCameUnderOtherKeysTheLastIsSent() throws Exception {
        kafka.reset(4);
        for (int offset = 10; offset < 16; offset++) {
            String place = DOCTORS.rawTopic() + ":0:" + offset;
            TestLetters.open(kafka, DOCTORS, place, row("D1"), Stage.DECODE, offset);
        }

        assertThat(replay()).isEqualTo(1);
        assertThat(sentKeys()).containsExactlyInAnyOrder("D1", DOCTORS.rawTopic() + ":0:15");
    }

    @Test
    void aRowThatCameUnderAWrongKeyIsMeantByItsId() throws Exception {
        kafka.reset(1);
        TestLetters.open(kafka, DOCTORS, "raw-doctors:0:1", row("D1"), Stage.DECODE, 1);
        TestLetters.open(kafka, DOCTORS, "raw-doctors:0:2", row("D2"), Stage.DECODE, 2);

        assertThat(replay("--id=D2")).isZero();
        assertThat(sentKeys()).containsExactly("D2", "raw-doctors:0:2");
    }

    @Test
    void aRowWithoutAnIdIsNotSentSinceItsKeyMayBelongToAnotherPartition() throws Exception {
        kafka.reset(2);
        for (int offset = 10; offset < 15; offset++) {
            String place = DOCTORS.rawTopic() + ":0:" + offset;
            TestLetters.open(kafka, DOCTORS, place, Map.of("name", "Dora"), Stage.VALIDATE, offset);
        }

        assertThat(replay()).isEqualTo(1);
        assertThat(sentKeys()).isEmpty();
    }

    private int replay(String... options) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server=" + kafka.bootstrapServers(), "--no-wait"));
        all.addAll(List.of(options));
        return new CommandLine(new ReplayCommand()).execute(all.toArray(String[]::new));
    }

    private List<String> sentKeys() {
        return sent().stream().map(each -> new String(each.key(), UTF_8)).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> sent() {
        List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
        try (Admin admin = Admin.create(kafka.client());
                TopicReader reader = new TopicReader(kafka.client())) {
            Map<TopicPartition, Long> beginnings = reader.beginnings(reader.partitions(List.of(DOCTORS.rawTopic())));
            // A commit is answered before the partitions know of it.
            await().until(() -> ends(admin, beginnings.keySet(), IsolationLevel.READ_COMMITTED)
                    .equals(ends(admin, beginnings.keySet(), IsolationLevel.READ_UNCOMMITTED)));
            reader.read(beginnings, sent::add);
        }
        return sent;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Set<TopicPartition> partitions, IsolationLevel level)
            throws Exception {
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        admin.listOffsets(latest, new ListOffsetsOptions(level))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Map<String, String> row(String id) {
        return Map.of("doctor_id", id, "name", "Dora");
    }

    private void refused(String id) throws Exception {
        TestLetters.open(kafka, DOCTORS, id, row(id), Stage.SINK, 0);
    }

    private void clean(String id) throws Exception {
        byte[] row = CleanJson.encode(Fields.of(DOCTORS, Arrays.asList(id, "Dora", null, "City")), 1);
        TestLetters.write(kafka, DOCTORS.cleanTopic(), id, row);
    }

    private void clean(String id, long rawOffset) throws Exception {
        byte[] row = CleanJson.encode(Fields.of(DOCTORS, Arrays.asList(id, "Dora", null, "City")), 1);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(DOCTORS.cleanTopic(), id.getBytes(UTF_8), row);
        new RawOrigin(DOCTORS.rawTopic(), 0, rawOffset).writeTo(record.headers());
        TestLetters.write(kafka, record);
    }

    /** As the validator's store writes it. */
    private void waiting(String id, long rawOffset) throws Exception {
        String room = WaitingRoom.changelog("validator-stream", DOCTORS);
        try (Admin admin = Admin.create(kafka.client())) {
            admin.createTopics(List.of(new NewTopic(room, 1, (short) 1))).all().get();
        }
        byte[] row = ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(WaitingRoom.FORMAT)
                .putLong(1)
                .putLong(rawOffset)
                .array();
        TestLetters.write(kafka, room, id, row);
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

        assertThat(sent()).hasSize(10).allSatisfy(each -> assertThat(each.partition())
                .isEqualTo(BuiltInPartitioner.partitionForKey(each.key(), 4)));
    }
}
