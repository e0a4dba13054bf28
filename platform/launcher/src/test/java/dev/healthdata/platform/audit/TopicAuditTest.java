package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.SourceError;
import dev.healthdata.records.table.Table;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TopicAuditTest {
    private static final Table DOCTORS = Tables.named("doctors");
    private static final Provenance SOURCE = new Provenance("file.csv", "5ha", 7, 8);

    @Test
    void aRecordIsKnownByItsKeyIfThatIsTextInItsPartition() {
        assertThat(key(fromFile(record("D1", "D1")))).isEqualTo("D1");
        assertThat(key(fromFile(record("Köln", "Köln")))).isEqualTo("Köln");
        assertThat(key(record("5ha:8", ""))).isEqualTo("5ha:8");
    }

    @Test
    void aRecordWhoseKeyIsNoTextIsKnownByItsPlace() {
        byte[] key = {'D', '1', (byte) 0xff};

        assertThat(key(fromFile(record(key, "D1")))).isEqualTo("5ha:8");
        assertThat(key(record(key, "D1"))).isEqualTo("raw-doctors:0:17");
        assertThat(key(fromFile(record((byte[]) null, "D1")))).isEqualTo("5ha:8");
    }

    @Test
    void aRowUnderTheKeyOfAnotherIsKnownByItsPlace() {
        assertThat(key(fromFile(record("H1", "D1")))).isEqualTo("5ha:8");
        assertThat(key(record("H1", "D1"))).isEqualTo("raw-doctors:0:17");
    }

    @Test
    void whatIsNoRowIsKnownByItsKeyWhateverItLooksLike() {
        ConsumerRecord<byte[], byte[]> line = record("H1", "D1");
        SourceError.strayQuote().writeTo(line.headers());

        assertThat(key(line)).isEqualTo("H1");
        assertThat(key(new ConsumerRecord<>("raw-doctors", 0, 17, "H1".getBytes(UTF_8), null)))
                .isEqualTo("H1");
    }

    @Test
    void headersThatCannotBeOfOurProducerDoNotCountAsTheyDoNotForTheValidator() {
        ConsumerRecord<byte[], byte[]> record = record((byte[]) null, "D1");
        new Provenance("x".repeat(2_000), "5ha", 7, 8).writeTo(record.headers());

        assertThat(key(record)).isEqualTo("raw-doctors:0:17");
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return TopicAudit.key(record, TopicAudit.row(DOCTORS, record), Provenance.from(record.headers()), 1);
    }

    private static ConsumerRecord<byte[], byte[]> fromFile(ConsumerRecord<byte[], byte[]> record) {
        SOURCE.writeTo(record.headers());
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String id) {
        return record(key.getBytes(UTF_8), id);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, String id) {
        byte[] row = ("{\"doctor_id\":\"" + id + "\"}").getBytes(UTF_8);
        return new ConsumerRecord<>("raw-doctors", 0, 17, key, row);
    }
}
