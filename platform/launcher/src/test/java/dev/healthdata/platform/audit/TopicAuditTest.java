package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.envelope.Provenance;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TopicAuditTest {
    private static final Optional<Provenance> SOURCE = Optional.of(new Provenance("file.csv", "5ha", 7, 8));

    @Test
    void aRecordIsKnownByItsKeyIfThatIsTextInItsPartition() {
        assertThat(TopicAudit.key(record("D1".getBytes(UTF_8)), SOURCE, 1)).isEqualTo("D1");
        assertThat(TopicAudit.key(record("Köln".getBytes(UTF_8)), SOURCE, 1)).isEqualTo("Köln");
    }

    @Test
    void aRecordWhoseKeyIsNoTextIsKnownByItsPlace() {
        byte[] key = {'D', '1', (byte) 0xff};

        assertThat(TopicAudit.key(record(key), SOURCE, 1)).isEqualTo("5ha:8");
        assertThat(TopicAudit.key(record(key), Optional.empty(), 1)).isEqualTo("raw-doctors:0:17");
        assertThat(TopicAudit.key(record(null), SOURCE, 1)).isEqualTo("5ha:8");
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key) {
        return new ConsumerRecord<>("raw-doctors", 0, 17, key, "{}".getBytes(UTF_8));
    }
}
