package dev.healthdata.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Records of clean topics as only another program writes them, as large as Kafka takes. */
class ForeignRecordsIT extends SinkTestCase {
    private static final int ALMOST_ALL = Topics.MAX_RECORD_BYTES - 700;
    private static final Table PATIENTS = Tables.named("patients");

    @Test
    void keysAndHeadersOfAnySizeAreDeadLettered() throws Exception {
        byte[] noRow = "[]".getBytes(UTF_8);
        RawOrigin raw =
                topics.raw("patients", List.of("as it came ".repeat(100_000))).get(0);
        RecordHeaders small = new RecordHeaders();
        raw.writeTo(small);
        RecordHeaders large = new RecordHeaders();
        new Provenance("some.csv", "0".repeat(64), 1, 2).writeTo(large);
        raw.writeTo(large);
        large.add("another.program", new byte[ALMOST_ALL]);
        RecordHeaders nowhere = new RecordHeaders();
        new RawOrigin("raw-" + "x".repeat(100_000), 0, 0).writeTo(nowhere);
        topics.write(() -> {
            topics.send(PATIENTS, "x".repeat(ALMOST_ALL).getBytes(UTF_8), noRow, small);
            topics.send(PATIENTS, new byte[] {'P', (byte) 0xC3}, noRow, nowhere);
            topics.send(PATIENTS, "P1".getBytes(UTF_8), noRow, large);
            topics.patient("P2", "two", 1);
        });
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P2=1");
        var letters = topics.deadLetters();
        assertThat(letters.keySet()).hasSize(3).contains("P1");
        assertThat(letters.keySet().stream().filter(key -> key.startsWith("clean-patients-")))
                .hasSize(2);
        assertThat(letters.get("P1").value()).asString(UTF_8).startsWith("as it came");
        assertThat(Provenance.from(letters.get("P1").headers())).isPresent();
        assertThat(letters.get("P1").headers().lastHeader("another.program")).isNull();
    }

    @Test
    void aRowThatIsAsLargeAsItsRecordMayBeIsDeadLettered() throws Exception {
        RawOrigin raw =
                topics.raw("patients", List.of("x".repeat(ALMOST_ALL + 300))).get(0);
        topics.write(() -> {
            topics.row("patients", 1, "P1", "x".repeat(ALMOST_ALL - 300), "F", "1980-02-29", null, null);
            topics.row("patients", 1, raw, "P2", "x".repeat(201), "F", "1980-02-29", null, null);
            topics.patient("P3", "three", 1);
        });
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P3=1");
        assertThat(topics.deadLetters()).containsOnlyKeys("P1", "P2");
        assertThat(topics.deadLetters().get("P2").value()).hasSizeGreaterThan(Topics.MAX_RECORD_BYTES / 2);
    }

    @Test
    void idsThatNoColumnHoldsAreNotSentToTheDatabase() throws Exception {
        String before = sql.query("SELECT @@global.max_allowed_packet").get(0).get(0);
        String longId = "x".repeat(400_000);
        try {
            sql.administer("SET GLOBAL max_allowed_packet = 1048576");
            topics.write(() -> {
                for (int i = 0; i < 4; i++) {
                    topics.patient(longId + i, "name", 1);
                    topics.visit("V" + i, longId + i, "D1", 1);
                    topics.tombstone("doctors", longId + i);
                }
                topics.doctor("D1", 1);
                topics.patient("P1", "one", 1);
            });
            fixture.start();
            fixture.awaitWritten();
        } finally {
            fixture.stop();
            sql.administer("SET GLOBAL max_allowed_packet = " + before);
        }

        assertThat(fixture.versions("patients")).containsExactly("P1=1");
        assertThat(fixture.versions("doctors")).containsExactly("D1=1");
        var letters = topics.deadLetters();
        assertThat(letters.keySet()).hasSize(8).contains("V0", "V1", "V2", "V3");
        assertThat(letters.values()).allMatch(letter -> CleanTopics.envelope(letter)
                .violations()
                .get(0)
                .message()
                .contains("error 1406"));
        assertThat(sql.query("SELECT COUNT(*) FROM deleted_rows WHERE table_name <> 'none'"))
                .containsExactly(List.of("0"));
    }
}
