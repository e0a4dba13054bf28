package dev.healthdata.sink.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.CleanReader;
import dev.healthdata.sink.change.CleanReader.Read;
import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.write.Parent;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class OpenLettersTest {
    private static final Table VISITS = Tables.named("visits");

    private final OpenLetters open = new OpenLetters();

    @Test
    void aLetterThatAnotherProcessWroteIsKnownOnceItIsRead() {
        read(10, letter(2));

        assertThat(open.hasNewer(VISITS, "V1", 1)).isTrue();
        assertThat(open.hasNewer(VISITS, "V1", 2)).isFalse();
        assertThat(open.hasNewer(VISITS, "V2", 1)).isFalse();
    }

    @Test
    void aLetterOfThisProcessIsKnownBeforeItIsReadAndWhatLiesBeforeItDoesNotEndThat() {
        written(11, letter(2));
        read(9, letter(1));
        read(10, null);

        assertThat(open.hasNewer(VISITS, "V1", 1)).isTrue();
    }

    @Test
    void aLetterThatIsClosedIsForgotten() {
        written(11, letter(2));
        read(11, letter(2));
        read(12, null);

        assertThat(open.hasNewer(VISITS, "V1", 1)).isFalse();
        assertThat(open.isEmpty()).isTrue();
    }

    @Test
    void nothingIsKeptOfALetterWhoseEndAloneIsReadSinceTheTopicIsCompacted() {
        written(11, letter(2));
        read(12, null);

        assertThat(open.hasNewer(VISITS, "V1", 1)).isFalse();
    }

    private static Refused letter(long version) {
        byte[] value =
                CleanJson.encode(Fields.of(VISITS, Arrays.asList("V1", "P1", "D1", "2024-03-31", null, null)), version);
        var clean = new ConsumerRecord<>(VISITS.cleanTopic(), 0, version, "V1".getBytes(UTF_8), value);
        Upsert row = (Upsert) ((Read.Changes) new CleanReader().read(clean)).change();
        return Refused.withIts(new Parent(Tables.named("patients"), "P1", "patient_id"), row);
    }

    private void written(long offset, Refused letter) {
        open.written(letter, new RecordMetadata(new TopicPartition(VISITS.deadLetterTopic(), 0), offset, 0, 0, 3, 100));
    }

    /** @param letter null for the end of one */
    private void read(long offset, Refused letter) {
        RecordHeaders headers = new RecordHeaders();
        if (letter != null) {
            SinkLetter.write(letter, headers);
        }
        open.read(
                VISITS,
                new ConsumerRecord<>(
                        VISITS.deadLetterTopic(),
                        0,
                        offset,
                        0,
                        TimestampType.CREATE_TIME,
                        3,
                        1,
                        new LetterKey("V1", true).bytes(),
                        letter == null ? null : new byte[1],
                        headers,
                        Optional.empty()));
    }
}
